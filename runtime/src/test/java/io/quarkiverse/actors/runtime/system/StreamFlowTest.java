package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Items between actors: starts, pauses, restarts and stops lose none. */
class StreamFlowTest {

    private static final Duration MILLI = Duration.ofMillis(1);

    private final List<Object> seen = new ArrayList<>();
    private final AtomicInteger emitted = new AtomicInteger();
    private TestSystem system;

    private TestSystem play(TestActor... actors) {
        system = new TestSystem(actors);
        return system;
    }

    /** Emits 0, 1, 2, …, as many as given, and then succeeds. */
    private Callable<Object> numbers(int count) {
        return () -> emitted.get() == count ? TaskResult.success() : (Object) emitted.getAndIncrement();
    }

    /** Emits 0, 1, 2, …, one a millisecond. */
    private Callable<Object> slowNumbers() {
        return () -> {
            system.stage.block(MILLI);
            return emitted.getAndIncrement();
        };
    }

    private TestActor.Body slowCopy(Duration each) {
        return item -> {
            system.stage.block(each);
            seen.add(item);
            return item;
        };
    }

    private static List<Object> upTo(int count) {
        return IntStream.range(0, count).<Object> mapToObj(i -> i).toList();
    }

    private Callable<Object> slowResource(Duration acquisition) {
        return () -> {
            system.stage.block(acquisition);
            return (AutoCloseable) () -> {
            };
        };
    }

    @Test
    void completion_cascades_down_a_pipeline() {
        try (TestSystem played = play(actor("A").source("lines", numbers(1000)),
                actor("B").requires("A").pipe("twice", from("A", "lines", 16), item -> 2 * (int) item),
                actor("C").requires("B").sink("write", from("B", "twice"), seen::add))) {
            Call all = Call.of(played.actors.completion());
            Call ofC = Call.of(played.ref("C").completion());
            played.boot();
            assertThat(seen).hasSize(1000).startsWith(0, 2, 4).endsWith(1998);
            assertThat(all.message()).isEqualTo("done");
            assertThat(ofC.message()).isEqualTo("done");
            assertThat(played.task("C", "write").state()).isEqualTo(TaskState.SUCCEEDED);
            assertThat(played.task("A", "lines").emitted()).isEqualTo(1000);
        }
    }

    @Test
    void a_consumer_sees_the_very_first_item_of_a_producer_it_was_started_with() {
        try (TestSystem played = play(actor("A").onDemand().source("lines", numbers(500)),
                actor("B").onDemand().requires("A").resource("slow", slowResource(Duration.ofSeconds(3)))
                        .sink("write", from("A", "lines", 8), seen::add))) {
            played.start("B");
            assertThat(emitted.get()).as("no more than the buffer").isEqualTo(8);
            played.stage.advance(Duration.ofSeconds(3));
            assertThat(seen).isEqualTo(upTo(500));
        }
    }

    @Test
    void a_consumer_that_was_never_started_holds_nobody_back() {
        try (TestSystem played = play(actor("A").source("lines", numbers(500)),
                actor("B").onDemand().requires("A").sink("write", from("A", "lines"), seen::add))) {
            played.boot();
            assertThat(emitted.get()).isEqualTo(500);
            assertThat(seen).isEmpty();
            assertThat(played.path("B")).isEqualTo("initialized");
        }
    }

    @Test
    void a_paused_consumer_holds_its_producer_back_and_loses_nothing() {
        try (TestSystem played = play(actor("A").source("lines", slowNumbers()),
                actor("B").requires("A").sink("write", from("A", "lines", 10), seen::add))) {
            played.boot();
            played.stage.advance(Duration.ofMillis(20));
            played.pause("B");
            int before = seen.size();
            played.stage.advance(Duration.ofMillis(100));
            assertThat(seen).hasSize(before);
            assertThat(emitted.get()).isEqualTo(before + 10);
            played.resume("B");
            played.stage.advance(Duration.ofMillis(20));
            assertThat(seen.size()).isGreaterThan(before + 10);
            assertThat(seen).isEqualTo(upTo(seen.size()));
        }
    }

    @Test
    void a_graceful_stop_loses_nothing_and_lifts_a_pause() {
        try (TestSystem played = play(actor("A").source("lines", slowNumbers()),
                actor("B").requires("A").pipe("copy", from("A", "lines"), item -> item),
                actor("C").requires("B").pipe("write", from("B", "copy"), slowCopy(Duration.ofMillis(3))))) {
            played.boot();
            played.stage.advance(Duration.ofMillis(50));
            played.pause("C");
            played.stage.advance(Duration.ofMillis(50));
            Call stop = played.shutdown();
            played.stage.advance(Duration.ofSeconds(10));
            assertThat(stop.message()).isEqualTo("done");
            assertThat(emitted.get()).isGreaterThan(80);
            assertThat(seen).isEqualTo(upTo(emitted.get()));
            assertThat(played.paths("A", "B", "C")).containsOnly("stopped");
            assertThat(played.stage.timers()).isZero();
        }
    }

    @Test
    void a_restart_of_a_consumer_keeps_its_buffer_and_its_place() {
        try (TestSystem played = play(actor("A").source("lines", slowNumbers()), actor("B").requires("A")
                .resource("slow", slowResource(Duration.ofMillis(7))).sink("write", from("A", "lines", 10), seen::add))) {
            played.boot();
            played.stage.advance(Duration.ofMillis(50));
            Call restart = played.restart("B");
            played.stage.advance(Duration.ofMillis(50));
            assertThat(restart.message()).isEqualTo("done");
            assertThat(seen.size()).isGreaterThan(60);
            assertThat(seen).isEqualTo(upTo(seen.size()));
        }
    }

    @Test
    void a_producer_that_is_down_suspends_consuming_and_nothing_else() {
        AtomicInteger ticks = new AtomicInteger();
        try (TestSystem played = play(actor("A"), actor("B").source("lines", slowNumbers()),
                actor("C").requires("A", "B").sink("write", from("B", "lines"), seen::add).source("tick", () -> {
                    ticks.incrementAndGet();
                    return TaskResult.skip();
                }))) {
            played.boot();
            played.stage.advance(Duration.ofMillis(10));
            played.reportError("A", new IllegalStateException("gone"));
            int items = seen.size();
            int before = ticks.get();
            played.stage.advance(Duration.ofMillis(500));
            assertThat(ticks.get()).isGreaterThan(before);
            assertThat(seen.size()).isLessThanOrEqualTo(items + 1);
            assertThat(played.path("C")).isEqualTo("started.running.unhealthy");
            played.start("A");
            played.stage.advance(Duration.ofMillis(10));
            assertThat(seen.size()).isGreaterThan(items + 100);
            assertThat(seen).isEqualTo(upTo(seen.size()));
        }
    }

    @Test
    void a_stopped_consumer_does_not_hold_its_producer_back() {
        try (TestSystem played = play(actor("A").source("lines", slowNumbers()),
                actor("B").requires("A").sink("write", from("A", "lines", 4), seen::add))) {
            played.boot();
            played.stage.advance(Duration.ofMillis(10));
            Call stop = played.stop("B");
            played.stage.advance(Duration.ofMillis(2));
            assertThat(stop.message()).isEqualTo("done");
            int before = emitted.get();
            played.stage.advance(Duration.ofMillis(100));
            assertThat(emitted.get()).isGreaterThan(before + 90);
            played.start("B");
            int position = seen.size();
            played.stage.advance(Duration.ofMillis(20));
            assertThat((int) seen.get(position)).as("sees what is emitted from then on").isGreaterThan(before + 80);
        }
    }

    @Test
    void a_source_that_hangs_is_interrupted_and_its_actor_is_stopped() {
        try (TestSystem played = play(actor("A").source("lines", () -> {
            system.stage.block(Duration.ofHours(1));
            return 1;
        }))) {
            played.boot();
            Call stop = played.shutdown();
            played.stage.advance(Duration.ofMillis(999));
            assertThat(stop.isDone()).isFalse();
            played.stage.advance(Duration.ofMillis(2));
            assertThat(stop.message()).isEqualTo("done");
            assertThat(played.path("A")).isEqualTo("stopped");
        }
    }

    @Test
    void an_asynchronous_source_that_hangs_is_cancelled() {
        try (TestSystem played = play(actor("A").asyncSource("lines",
                () -> Uni.createFrom().nothing().onCancellation().invoke(() -> seen.add("cancelled"))))) {
            played.boot();
            Call stop = played.shutdown();
            played.stage.advance(Duration.ofMillis(1001));
            assertThat(stop.message()).isEqualTo("done");
            assertThat(seen).containsExactly("cancelled");
        }
    }

    @Test
    void a_consumer_that_hangs_ends_in_crashed_and_the_message_names_the_task() {
        try (TestSystem played = play(actor("A").source("lines", numbers(5)),
                actor("B").requires("A").resource("file", () -> (AutoCloseable) () -> seen.add("closed"))
                        .pipe("write", from("A", "lines"), slowCopy(Duration.ofHours(1))))) {
            played.boot();
            Call stop = played.shutdown();
            played.stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
            assertThat(stop.message()).isEqualTo("B did not stop within 20s: held by B#write");
            assertThat(played.paths("A", "B")).containsExactly("stopped", "crashed");
            assertThat(seen).as("every step is run").containsExactly("closed");
        }
    }

    @Test
    void what_ignores_its_interrupt_is_left_behind_and_keeps_the_actor_from_starting() {
        Hang[] hang = new Hang[1];
        try (TestSystem played = play(actor("A").source("lines", () -> {
            hang[0] = system.stage.hang();
            hang[0].run();
            return TaskResult.success();
        }))) {
            played.boot();
            Call stop = played.stop("A");
            played.stage.advance(TestSystem.SHUTDOWN_TIMEOUT.plusSeconds(5));
            assertThat(stop.message()).isEqualTo("A did not stop within 20s: held by A#lines");
            assertThat(played.path("A")).isEqualTo("crashed");
            assertThat(played.start("A").message()).contains("A#lines still runs an iteration of the last run of A");
            hang[0].release();
            played.stage.settle();
            played.ref("A").start();
            played.stage.settle();
            assertThat(played.path("A")).isEqualTo("started.running.healthy");
            hang[0].release();
        }
    }

    @Test
    void no_resource_is_released_before_all_tasks_of_the_group_have_ended() {
        try (TestSystem played = play(
                actor("A").resource("file", () -> (AutoCloseable) () -> seen.add("A closed"))
                        .source("lines", slowNumbers()),
                actor("B").resource("file", () -> (AutoCloseable) () -> seen.add("B closed")),
                actor("C").requires("A", "B").resource("file", () -> (AutoCloseable) () -> seen.add("C closed"))
                        .pipe("write", from("A", "lines"), slowCopy(Duration.ofMillis(5))))) {
            played.boot();
            played.stage.advance(Duration.ofMillis(50));
            Call stop = played.shutdown();
            played.stage.advance(Duration.ofSeconds(2));
            assertThat(stop.message()).isEqualTo("done");
            assertThat(seen.subList(0, emitted.get())).isEqualTo(upTo(emitted.get()));
            assertThat(seen.get(emitted.get())).isEqualTo("C closed");
            assertThat(seen).hasSize(emitted.get() + 3).contains("A closed", "B closed");
        }
    }

    @Test
    void a_stream_is_watched_from_outside_and_completes() {
        List<Object> watched = new ArrayList<>();
        try (TestSystem played = play(actor("A").onDemand().stream("items", () -> Multi.createFrom().range(0, 100)))) {
            played.actors.stream("A", "items").subscribe().with(watched::add, failure -> watched.add("failed"),
                    () -> watched.add("end"));
            played.start("A");
            assertThat(watched).hasSize(101).startsWith(0, 1, 2).endsWith("end");
            List<Object> late = new ArrayList<>();
            played.actors.stream("A", "items").subscribe().with(late::add, failure -> late.add("failed"),
                    () -> late.add("end"));
            played.stage.settle();
            assertThat(late).containsExactly("end");
        }
    }

    @Test
    void a_multi_is_asked_for_no_more_than_there_is_room_for() {
        AtomicInteger asked = new AtomicInteger();
        Multi<?> endless = Multi.createBy().repeating().supplier(asked::incrementAndGet).indefinitely();
        try (TestSystem played = play(actor("A").stream("items", () -> endless),
                actor("B").requires("A").resource("slow", slowResource(Duration.ofHours(1)))
                        .sink("write", from("A", "items", 16), seen::add))) {
            played.boot();
            assertThat(asked.get()).isEqualTo(16);
            assertThat(seen).isEmpty();
        }
    }
}
