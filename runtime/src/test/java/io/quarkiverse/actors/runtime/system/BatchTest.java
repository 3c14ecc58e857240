package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.smallrye.mutiny.Uni;

/** Iterations that take several items. */
class BatchTest extends SystemTest {

    private static final Duration MILLI = Duration.ofMillis(1);

    private final List<List<?>> batches = new ArrayList<>();
    private int emitted;

    private TestActor numbers(int count) {
        return actor("A").source("numbers", () -> emitted == count ? TaskResult.success() : (Object) emitted++);
    }

    /** One every so often, without an end. */
    private TestActor slowNumbers(Duration each) {
        return actor("A").source("numbers", () -> {
            system.stage.block(each);
            return emitted++;
        });
    }

    private TestActor write(InputModel input, Duration timeout, TestActor.Body body) {
        return actor("B").requires("A").task("write", Returns.VALUE, false, List.of(input), body).with(UnaryOperator.identity(),
                s -> new TaskSettings(s.schedule(), s.delay(), s.timeout(), s.stallTimeout(), Arrays.asList(timeout),
                        s.supervision()));
    }

    private TestActor.Body keeping(Duration each) {
        return batch -> {
            if (!each.isZero()) {
                system.stage.block(each);
            }
            batches.add((List<?>) batch);
            return null;
        };
    }

    private static InputModel batch(int size, int buffer) {
        return new InputModel("A", "numbers", buffer, Overflow.BACKPRESSURE, size, "");
    }

    private List<Object> items() {
        List<Object> items = new ArrayList<>();
        batches.forEach(items::addAll);
        return items;
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void full_batches_and_a_rest_when_the_producer_has_succeeded() {
        open(numbers(1003), write(batch(10, 256), null, keeping(Duration.ZERO)));
        system.boot();
        assertThat(items()).isEqualTo(upTo(1003));
        assertThat(batches).hasSize(101).allMatch(batch -> batch.size() == 10 || batch == batches.get(100));
        assertThat(batches.get(100)).hasSize(3);
        assertThat(system.task("B", "write").iterations()).isEqualTo(101);
    }

    @Test
    void a_batch_may_fill_the_buffer() {
        for (int size = 1; size < 6; size++) {
            emitted = 0;
            batches.clear();
            open(numbers(23), write(batch(size, size), null, keeping(Duration.ZERO)));
            system.boot();
            assertThat(items()).isEqualTo(upTo(23));
            assertThat(batches).hasSize((23 + size - 1) / size);
            system.close();
        }
        system = null;
    }

    @Test
    void a_batch_cannot_be_changed() {
        open(numbers(3), write(batch(3, 8), null, keeping(Duration.ZERO)));
        system.boot();
        assertThatThrownBy(() -> batches.get(0).clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void without_a_timeout_it_waits_until_it_is_full() {
        open(slowNumbers(Duration.ofSeconds(1)), write(batch(5, 8), null, keeping(Duration.ZERO)));
        system.boot();
        system.stage.advance(Duration.ofMillis(4999));
        assertThat(batches).isEmpty();
        system.stage.advance(MILLI);
        assertThat(batches).containsExactly(upTo(5));
    }

    @Test
    void with_a_timeout_it_waits_no_longer_than_that_for_its_first_item() {
        open(slowNumbers(Duration.ofMillis(30)), write(batch(100, 100), Duration.ofMillis(100), keeping(Duration.ZERO)));
        system.boot();
        system.stage.advance(Duration.ofMillis(129));
        assertThat(batches).isEmpty();
        system.stage.advance(MILLI);
        assertThat(batches).as("came after 30, 60, 90, 120 ms").containsExactly(upTo(4));
        system.stage.advance(Duration.ofMillis(119));
        assertThat(batches).hasSize(1);
        system.stage.advance(MILLI);
        assertThat(batches.get(1)).as("the next came after 150 ms").isEqualTo(List.of(4, 5, 6, 7));
    }

    @Test
    void an_item_that_comes_during_a_batch_waits_no_longer_than_the_timeout() {
        open(slowNumbers(Duration.ofMillis(30)), write(batch(9, 99), Duration.ofMillis(40), keeping(Duration.ofMillis(45))));
        system.boot();
        system.stage.advance(Duration.ofMillis(117));
        assertThat(batches).as("came at 30 and 60, began at 70, took until 115").containsExactly(List.of(0, 1));
        system.stage.advance(Duration.ofMillis(60));
        assertThat(batches).as("came at 90 and 120, began at 130, took until 175").containsExactly(List.of(0, 1),
                List.of(2, 3));
    }

    @Test
    void a_stop_drains_what_is_left_and_leaves_no_timer() {
        open(slowNumbers(Duration.ofMillis(30)), write(batch(100, 100), Duration.ofHours(1), keeping(Duration.ZERO)));
        system.boot();
        system.stage.advance(Duration.ofMillis(100));
        Call stop = system.shutdown();
        system.stage.advance(Duration.ofMillis(50));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(batches).containsExactly(upTo(emitted));
        assertThat(system.stage.timers()).isZero();
    }

    @Test
    void a_consumer_that_is_cut_from_its_producer_drains_what_it_has() {
        open(slowNumbers(Duration.ofMillis(30)), write(batch(100, 100), null, keeping(Duration.ZERO)));
        system.boot();
        system.stage.advance(Duration.ofMillis(100));
        assertThat(system.stop("B").message()).isEqualTo("done");
        assertThat(batches).containsExactly(upTo(3));
    }

    @Test
    void retry_repeats_the_whole_batch_and_keeps_its_room() {
        List<Object> tries = new ArrayList<>();
        open(numbers(12), write(batch(4, 4), null, batch -> {
            tries.add(batch);
            return tries.size() == 2 ? TaskResult.retry(Duration.ofSeconds(1)) : null;
        }));
        system.boot();
        assertThat(tries).containsExactly(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
        assertThat(emitted).as("the batch in hand fills the buffer").isEqualTo(8);
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(tries.subList(2, 4)).containsExactly(List.of(4, 5, 6, 7), List.of(8, 9, 10, 11));
        assertThat(system.task("B", "write").retried()).isEqualTo(1);
    }

    @Test
    void room_is_released_after_an_asynchronous_batch() {
        open(numbers(100), actor("B").requires("A").asyncSink("write", batch(4, 8),
                batch -> Uni.createFrom().item(() -> batches.add((List<?>) batch)).replaceWithVoid().onItem()
                        .call(() -> batches.size() == 1 ? Uni.createFrom().nothing() : Uni.createFrom().voidItem())));
        system.boot();
        assertThat(batches).containsExactly(upTo(4));
        assertThat(emitted).isEqualTo(8);
    }

    @Test
    void a_failed_batch_is_left_whole() {
        open(numbers(6), write(batch(4, 8), null, batch -> {
            throw new IllegalStateException("bad batch");
        }));
        system.boot();
        assertThat(system.log().messages()).contains("B#write gives up an item after 1 attempt(s)",
                "B#write ended before it had processed 2 item(s) of A#numbers");
    }

    @Test
    void a_batch_that_misses_the_deadline_is_left_whole() {
        open(numbers(7), write(batch(4, 8), null, keeping(Duration.ofHours(1))));
        system.boot();
        Call stop = system.shutdown();
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT.plusSeconds(1));
        assertThat(stop.message()).isEqualTo("B did not stop within 20s: held by B#write");
        assertThat(system.log().messages())
                .contains("B#write ended before it had processed 7 item(s) of A#numbers");
    }

    @Test
    void a_batch_has_items_of_one_producer() {
        open(numbers(10), actor("B").source("letters", () -> emitted < 0 ? null : TaskResult.success("x")),
                actor("C").requires("A", "B").task("write", Returns.VALUE, false,
                        List.of(batch(4, 8), new InputModel("B", "letters", 8, Overflow.BACKPRESSURE, 4, "")),
                        keeping(Duration.ZERO)));
        system.boot();
        assertThat(batches).containsExactlyInAnyOrder(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9), List.of("x"));
    }

    @Test
    void a_restart_keeps_what_waits() {
        open(slowNumbers(Duration.ofMillis(30)), write(batch(5, 8), null, keeping(Duration.ZERO)));
        system.boot();
        system.stage.advance(Duration.ofMillis(100));
        assertThat(system.restart("B").message()).isEqualTo("done");
        system.stage.advance(Duration.ofMillis(50));
        assertThat(batches).containsExactly(upTo(5));
    }

    @Test
    void dropping_and_batches_go_together() {
        open(slowNumbers(MILLI), write(new InputModel("A", "numbers", 4, Overflow.DROP_OLDEST, 4, ""), null,
                keeping(Duration.ofMillis(10))));
        system.boot();
        system.stage.advance(Duration.ofMillis(105));
        assertThat(items()).doesNotHaveDuplicates();
        assertThat(batches).hasSizeGreaterThan(8).allMatch(batch -> batch.size() == 4);
        assertThat(system.task("B", "write").skipped()).isGreaterThan(50);
    }
}
