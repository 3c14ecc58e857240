package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;

/** Several producers and one consumer. */
class MergeTest extends SystemTest {

    private final List<Object> written = new ArrayList<>();
    private final Map<String, Integer> emitted = new HashMap<>();

    private TestActor producer(String name, Duration each) {
        return actor(name).source("items", () -> {
            if (!each.isZero()) {
                system.stage.block(each);
            }
            return name;
        });
    }

    private TestActor consumer(InputModel... inputs) {
        return actor("Z").requires("A", "B", "C").task("write", Returns.VALUE, false, List.of(inputs), item -> {
            system.stage.block(Duration.ofMillis(1));
            written.add(item);
            return null;
        });
    }

    private long written(String producer) {
        return written.stream().filter(producer::equals).count();
    }

    @Test
    void none_of_those_that_always_have_something_gets_more_than_another_whatever_their_buffers() {
        open(producer("A", Duration.ZERO), producer("B", Duration.ZERO), producer("C", Duration.ZERO),
                consumer(from("A", "items", 256), from("B", "items", 4), from("C", "items", 1)));
        system.boot();
        system.stage.advance(Duration.ofSeconds(3));
        assertThat(written.size()).isGreaterThan(2900);
        for (String producer : List.of("A", "B", "C")) {
            assertThat(written(producer)).as(producer).isBetween(written.size() / 3 - 10L, written.size() / 3 + 10L);
        }
    }

    /** Cheap iterations come in runs. */
    @Test
    void nor_does_one_with_a_large_buffer_get_longer_runs() {
        open(finite("A"), finite("B"), finite("C"), actor("Z").requires("A", "B", "C").task("write", Returns.VALUE, false,
                List.of(from("A", "items", 256), from("B", "items", 16), from("C", "items", 16)), item -> {
                    written.add(item);
                    return null;
                }));
        system.boot();
        assertThat(written).hasSize(6000);
        List<Object> first = written.subList(0, 1500);
        for (String producer : List.of("A", "B", "C")) {
            assertThat(first.stream().filter(producer::equals).count()).as(producer).isBetween(400L, 600L);
        }
    }

    private TestActor finite(String name) {
        return actor(name).source("items", () -> emitted.merge(name, 1, Integer::sum) > 2000 ? TaskResult.success() : name);
    }

    @Test
    void one_that_has_little_gets_it_through_and_the_others_the_rest() {
        open(producer("A", Duration.ZERO), producer("B", Duration.ofMillis(100)), producer("C", Duration.ZERO),
                consumer(from("A", "items"), from("B", "items"), from("C", "items")));
        system.boot();
        system.stage.advance(Duration.ofSeconds(3));
        assertThat(written("B")).isBetween(27L, 30L);
        assertThat(written("A")).isBetween(1300L, 1500L);
        assertThat(written("C")).isBetween(1300L, 1500L);
    }
}
