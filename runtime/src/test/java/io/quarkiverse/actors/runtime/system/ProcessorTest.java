package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Tasks that make a stream of a stream. */
class ProcessorTest extends SystemTest {

    private final List<Object> written = new ArrayList<>();
    private int emitted;
    private int calls;

    private TestActor numbers(int count) {
        return actor("A").source("numbers", () -> emitted == count ? TaskResult.success() : (Object) emitted++);
    }

    private TestActor slowNumbers() {
        return actor("A").source("numbers", () -> {
            system.stage.block(Duration.ofMillis(1));
            return emitted++;
        });
    }

    private TestActor processor(int buffer, Function<Multi<Integer>, Multi<?>> method) {
        return actor("B").requires("A").task("process", Returns.MULTI, true, List.of(from("A", "numbers", buffer)), in -> {
            calls++;
            @SuppressWarnings("unchecked")
            Multi<Integer> items = (Multi<Integer>) in;
            return method.apply(items);
        });
    }

    private TestActor write(int buffer) {
        return actor("C").requires("B").sink("write", from("B", "process", buffer), written::add);
    }

    private Uni<Integer> later(int item, Duration delay) {
        return Uni.createFrom().emitter(emitter -> system.stage.later(delay, () -> emitter.complete(item)));
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void is_called_once_and_completes_with_its_input() {
        open(numbers(1000), processor(16, in -> in.onItem().transform(i -> 2 * i)), write(16));
        Call completion = Call.of(system.actors.completion());
        system.boot();
        assertThat(written).hasSize(1000).startsWith(0, 2, 4).endsWith(1998).doesNotHaveDuplicates();
        assertThat(calls).isEqualTo(1);
        assertThat(completion.message()).isEqualTo("done");
        assertThat(system.task("B", "process").state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(system.task("B", "process").iterations()).isEqualTo(1000);
        assertThat(system.task("B", "process").emitted()).isEqualTo(1000);
    }

    @Test
    void emits_when_its_input_is_over() {
        open(numbers(10), processor(16, in -> in.collect().asList().toMulti()), write(16));
        system.boot();
        assertThat(written).containsExactly(upTo(10));
    }

    @Test
    void holds_its_producer_back_as_its_consumer_holds_it() {
        open(numbers(1000), processor(8, in -> in.onItem().transform(i -> i)),
                actor("C").requires("B").asyncSink("write", from("B", "process", 4), item -> Uni.createFrom().nothing()));
        system.boot();
        assertThat(emitted).isEqualTo(8 + 4);
    }

    @Test
    void takes_no_more_than_it_asks_for() {
        open(numbers(1000), processor(8, in -> in.onItem()
                .transformToUniAndConcatenate(i -> Uni.createFrom().<Object> nothing())), write(16));
        system.boot();
        assertThat(system.task("B", "process").iterations()).isEqualTo(1);
        assertThat(emitted).isEqualTo(8);
    }

    @Test
    void a_stop_drains_it_and_what_it_still_emits_is_emitted() {
        open(slowNumbers(), processor(16, in -> Multi.createBy().concatenating().streams(
                in.onItem().transformToUniAndConcatenate(i -> later(i, Duration.ofMillis(3))), Multi.createFrom().item(-1))),
                write(16));
        system.boot();
        system.stage.advance(Duration.ofMillis(50));
        Call stop = system.shutdown();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(stop.message()).isEqualTo("done");
        List<Object> expected = new ArrayList<>(upTo(emitted));
        expected.add(-1);
        assertThat(written).isEqualTo(expected);
        assertThat(system.paths("A", "B", "C")).containsOnly("stopped");
        assertThat(system.stage.timers()).isZero();
    }

    @Test
    void one_that_does_not_end_is_cancelled_at_the_deadline_and_blamed() {
        List<String> seen = new ArrayList<>();
        open(slowNumbers(), processor(16, in -> Multi.createBy().merging().streams(in,
                Multi.createFrom().<Integer> nothing().onCancellation().invoke(() -> seen.add("cancelled")))), write(16));
        system.boot();
        system.stage.advance(Duration.ofMillis(50));
        Call stop = system.shutdown();
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(stop.message()).isEqualTo("B did not stop within 20s: held by B#process");
        assertThat(seen).containsExactly("cancelled");
        assertThat(written).isEqualTo(upTo(emitted));
    }

    @Test
    void what_it_has_not_taken_at_the_deadline_is_counted() {
        open(numbers(6), processor(16, in -> in.onItem()
                .transformToUniAndConcatenate(i -> Uni.createFrom().<Object> nothing())), write(16));
        system.boot();
        Call stop = system.shutdown();
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(stop.message()).isEqualTo("B did not stop within 20s: held by B#process");
        assertThat(system.log().messages()).contains("B#process ended before it had processed 5 item(s) of A#numbers");
    }

    @Test
    void a_pause_stops_demand_on_both_sides() {
        open(slowNumbers(), processor(16, in -> in.onItem().transform(i -> i)), write(16));
        system.boot();
        system.stage.advance(Duration.ofMillis(50));
        system.pause("B");
        system.stage.advance(Duration.ofMillis(2));
        int before = written.size();
        system.stage.advance(Duration.ofMillis(100));
        assertThat(written).hasSize(before);
        assertThat(emitted).isEqualTo(before + 16);
        system.resume("B");
        system.stage.advance(Duration.ofMillis(50));
        assertThat(written).hasSizeGreaterThan(before + 40).isEqualTo(upTo(written.size()));
    }

    @Test
    void a_restart_cancels_it_and_calls_it_again_and_loses_nothing_that_waits() {
        List<String> seen = new ArrayList<>();
        open(slowNumbers(), processor(16, in -> in.onItem().transform(i -> i).onCancellation()
                .invoke(() -> seen.add("cancelled"))).resource("slow", () -> {
                    system.stage.block(Duration.ofMillis(7));
                    return (AutoCloseable) () -> {
                    };
                }), write(16));
        system.boot();
        system.stage.advance(Duration.ofMillis(50));
        Call restart = system.restart("B");
        system.stage.advance(Duration.ofMillis(50));
        assertThat(restart.message()).isEqualTo("done");
        assertThat(seen).containsExactly("cancelled");
        assertThat(calls).isEqualTo(2);
        assertThat(written).hasSizeGreaterThan(70).isEqualTo(upTo(written.size()));
    }

    @Test
    void a_failure_of_its_stream_is_its_failure() {
        open(numbers(10), processor(16, in -> in.onItem().transform(i -> 6 / (3 - i)))
                .supervised(Supervision.DEFAULT), write(16));
        system.boot();
        assertThat(written).containsExactly(2, 3, 6);
        assertThat(system.task("B", "process").state()).isEqualTo(TaskState.FAILED);
        assertThat(system.task("B", "process").lastFailure()).hasMessage("/ by zero");
        system.stage.advance(Duration.ofMillis(100));
        assertThat(written).as("the item that failed is lost: at most once").containsExactly(2, 3, 6, -6, -3, -2, -1, -1, -1);
    }

    @Test
    void one_that_has_seen_enough_holds_nobody_back_and_begins_anew_with_a_restart() {
        open(slowNumbers(), processor(4, in -> Multi.createBy().concatenating().streams(in.select().first(3),
                Multi.createFrom().nothing())), write(16));
        system.boot();
        system.stage.advance(Duration.ofMillis(50));
        assertThat(written).containsExactly(0, 1, 2);
        assertThat(emitted).isGreaterThan(45);
        system.restart("B");
        system.stage.advance(Duration.ofMillis(50));
        assertThat(written).hasSize(6);
        assertThat((int) written.get(3)).isGreaterThan(45);
    }

    @Test
    void its_input_is_subscribed_to_once() {
        open(numbers(10), processor(16, in -> {
            Multi<Integer> once = in.onItem().transform(i -> i);
            return Multi.createBy().concatenating().streams(once, once);
        }).supervised(Supervision.DEFAULT), write(16));
        system.boot();
        assertThat(written).isEqualTo(upTo(10));
        assertThat(system.task("B", "process").lastFailure()).isInstanceOf(IllegalStateException.class).hasMessage(
                "The Multi that B#process consumes was subscribed to before: subscribe to it once, or share it with broadcast()");
    }

    @Test
    void zero_is_no_request() {
        List<Object> failures = new ArrayList<>();
        open(numbers(10), processor(16, in -> {
            in.subscribe().withSubscriber(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(0);
                }

                @Override
                public void onNext(Integer item) {
                    failures.add(item);
                }

                @Override
                public void onError(Throwable failure) {
                    failures.add(failure);
                }

                @Override
                public void onComplete() {
                    failures.add("completed");
                }
            });
            return Multi.createFrom().nothing();
        }), write(16));
        system.boot();
        assertThat(failures).singleElement().isInstanceOf(IllegalArgumentException.class).extracting("message")
                .isEqualTo("The subscriber of what B#process consumes made a non-positive subscription request: 0");
        assertThat(emitted).as("its producer is not held back").isEqualTo(10);
    }

    @Test
    void merges_several_producers() {
        open(numbers(10), actor("L").source("letters", () -> TaskResult.success("x")),
                actor("B").requires("A", "L").task("process", Returns.MULTI, true,
                        List.of(from("A", "numbers", 4), from("L", "letters", 4)), in -> in),
                write(16));
        system.boot();
        assertThat(written).hasSize(11).contains("x");
        written.remove("x");
        assertThat(written).isEqualTo(upTo(10));
        assertThat(system.task("B", "process").state()).isEqualTo(TaskState.SUCCEEDED);
    }
}
