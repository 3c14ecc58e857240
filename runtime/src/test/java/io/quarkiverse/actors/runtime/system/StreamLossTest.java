package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;

/** What becomes of items when producers or consumers are restarted, or miss the deadline of a stop. */
class StreamLossTest extends SystemTest {

    private static final Duration MILLI = Duration.ofMillis(1);

    private final List<Object> written = new ArrayList<>();
    private int emitted;
    private Hang hang;

    private TestActor numbers(int count) {
        return actor("A").source("numbers", () -> emitted == count ? TaskResult.success() : (Object) emitted++);
    }

    private TestActor slowNumbers() {
        return actor("A").source("numbers", () -> {
            system.stage.block(MILLI);
            return emitted++;
        });
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void a_restart_of_a_producer_keeps_its_consumers() {
        open(slowNumbers(), actor("B").requires("A").sink("write", from("A", "numbers", 4), written::add));
        system.boot();
        for (int i = 0; i < 5; i++) {
            system.stage.advance(Duration.ofMillis(20));
            Call restart = system.restart("A");
            system.stage.advance(Duration.ofMillis(5));
            assertThat(restart.message()).isEqualTo("done");
        }
        system.stage.advance(Duration.ofMillis(20));
        assertThat(written).hasSizeGreaterThan(90).isEqualTo(upTo(written.size()));
    }

    @Test
    void a_restart_of_both_sides_at_once_loses_nothing() {
        open(slowNumbers(), actor("B").requires("A").pipe("copy", from("A", "numbers", 4), item -> item),
                actor("C").requires("B").sink("write", from("B", "copy", 4), written::add));
        system.boot();
        for (int i = 0; i < 5; i++) {
            system.stage.advance(Duration.ofMillis(20));
            List.of("A", "B", "C").forEach(actor -> Call.of(system.ref(actor).restart()));
            system.stage.advance(Duration.ofMillis(5));
        }
        system.stage.advance(Duration.ofMillis(20));
        assertThat(written).hasSizeGreaterThan(90).isEqualTo(upTo(written.size()));
    }

    @Test
    void a_consumer_that_joins_a_stream_which_is_called_again_sees_all_that_comes_then() {
        List<MultiEmitter<? super Object>> emitters = new ArrayList<>();
        open(actor("A").stream("items", () -> Multi.createFrom().emitter(emitters::add)),
                actor("B").onDemand().requires("A").sink("write", from("A", "items", 4), written::add));
        system.boot();
        system.start("B");
        system.pause("A");
        system.resume("A");
        system.restart("A");
        for (int i = 0; i < 3; i++) {
            emitters.get(1).emit(i);
        }
        system.stage.settle();
        assertThat(written).containsExactly(0, 1, 2);
    }

    @Test
    void a_consumer_that_joins_a_stream_which_emits_little_sees_the_next_item() {
        List<MultiEmitter<? super Object>> emitters = new ArrayList<>();
        open(actor("A").stream("items", () -> Multi.createFrom().emitter(emitters::add)),
                actor("B").onDemand().requires("A").sink("write", from("A", "items"), written::add));
        system.boot();
        system.start("B");
        emitters.get(0).emit("next");
        system.stage.settle();
        assertThat(written).containsExactly("next");
        emitters.get(0).emit("but one");
        system.stage.settle();
        assertThat(written).containsExactly("next", "but one");
    }

    @Test
    void what_a_consumer_that_cannot_be_stopped_has_left_is_counted() {
        for (Overflow overflow : List.of(Overflow.BACKPRESSURE, Overflow.DROP_NEWEST)) {
            emitted = 0;
            open(numbers(5), actor("B").requires("A").sink("write", new InputModel("A", "numbers", 8, overflow, 0, ""),
                    item -> hang.run()));
            hang = system.stage.hang();
            system.boot();
            Call stop = system.shutdown();
            system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT.plusSeconds(5));
            assertThat(stop.message()).isEqualTo("B did not stop within 20s: held by B#write");
            String loss = "B#write ended before it had processed 5 item(s) of A#numbers";
            assertThat(system.log().messages()).as("%s", overflow).contains(loss);
            hang.release();
            system.stage.settle();
            assertThat(system.log().messages()).filteredOn(message -> message.contains("had processed")).containsExactly(loss);
            system.close();
        }
        system = null;
    }

    @Test
    void what_has_nobody_to_go_to_does_not_hold_a_stop_up() {
        open(slowNumbers(), actor("B").onDemand().requires("A").sink("write", from("A", "numbers", 4), written::add));
        system.boot();
        system.stage.advance(Duration.ofMillis(100));
        Call stop = system.shutdown();
        system.stage.advance(MILLI);
        assertThat(stop.message()).isEqualTo("done");
        assertThat(emitted).isGreaterThan(95);
    }

    @Test
    void subscribers_that_block_do_not_slow_the_actors() {
        open(slowNumbers(), actor("B").requires("A").task("write", Returns.VALUE, false, List.of(from("A", "numbers")),
                written::add));
        hang = system.stage.hang();
        for (int i = 0; i < 3 * TestSystem.SETTINGS.maxBlocking(); i++) {
            system.actors.stream("A", "numbers").subscribe().with(item -> hang.run());
        }
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(written).hasSizeGreaterThan(900).isEqualTo(upTo(written.size()));
        hang.release();
        system.stage.settle();
    }
}
