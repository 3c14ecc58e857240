package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TransitionVetoedException;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.VirtualStage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Which actors stop, in which order, and what becomes of what they had left. */
class GraphStopTest extends SystemTest {

    private static final String UP = "started.running.healthy";

    private final List<Object> consumed = new ArrayList<>();
    private Hang hang;

    /** Emits numbers for ever, one each 10 ms. */
    private TestActor producer(String name) {
        int[] next = { 0 };
        return actor(name).source("numbers", () -> {
            system.stage.block(Duration.ofMillis(10));
            return next[0]++;
        });
    }

    /** Takes 20 ms for each item. */
    private TestActor consumer(String name, String producer) {
        return actor(name).requires(producer).task("sink", io.quarkiverse.actors.runtime.model.MethodModel.Returns.VALUE, false,
                List.of(from(producer, "numbers", 100)), item -> {
                    system.stage.block(Duration.ofMillis(20));
                    consumed.add(item);
                    return null;
                });
    }

    private void everythingEmittedIsConsumed(String producer) {
        long emitted = system.task(producer, "numbers").emitted();
        assertThat(emitted).isPositive();
        assertThat(consumed).containsExactlyElementsOf(IntStream.range(0, (int) emitted).boxed().toList());
    }

    // which actors

    @Test
    void a_stop_cascades_to_those_that_require_the_actor() {
        open(actor("A"), actor("B").requires("A"), actor("C").requires("B"), actor("Follower").follows("A"), actor("Other"));
        system.boot();
        assertThat(system.stop("A").message()).isEqualTo("done");
        assertThat(system.paths("A", "B", "C")).containsOnly("stopped");
        assertThat(system.paths("Follower", "Other")).containsOnly(UP);
    }

    @Test
    void what_is_on_demand_stops_with_its_last_claimant() {
        open(actor("D").onDemand(), actor("E").onDemand().requires("D"), actor("A").requires("E"), actor("B").requires("E"));
        system.boot();
        system.stop("A");
        assertThat(system.paths("D", "E", "B")).containsOnly(UP);
        system.stop("B");
        assertThat(system.paths("D", "E")).containsOnly("stopped");
        assertThat(system.transitions.indexOf("D", ActorState.STOPPED))
                .isLessThan(system.transitions.indexOf("B", ActorState.STOPPED));
    }

    @Test
    void what_was_started_by_hand_stays() {
        open(actor("D").onDemand(), actor("A").requires("D"));
        system.boot();
        system.start("D");
        system.stop("A");
        assertThat(system.path("D")).isEqualTo(UP);
        system.stop("D");
        system.start("A");
        system.stop("A");
        assertThat(system.path("D")).as("a stop takes the claim back").isEqualTo("stopped");
    }

    @Test
    void what_a_guard_kept_from_being_started_by_hand_does_not_stay() {
        open(actor("D").onDemand().guard(Trigger.START, () -> false), actor("A").requires("D").onDemand());
        assertThat(system.start("D").failure()).isInstanceOf(TransitionVetoedException.class);
        system.start("A");
        assertThat(system.path("D")).as("guards are asked for explicit calls only").isEqualTo(UP);
        system.stop("A");
        assertThat(system.path("D")).isEqualTo("stopped");
    }

    @Test
    void what_starts_with_the_application_stays() {
        open(actor("D"), actor("A").requires("D"));
        system.boot();
        system.stop("A");
        assertThat(system.path("D")).isEqualTo(UP);
    }

    // overlapping calls

    @Test
    void overlapping_stops_stop_each_once() {
        open(producer("A"), consumer("B", "A"), consumer("C", "A"), actor("D").requires("B"));
        system.boot();
        system.stage.advance(Duration.ofMillis(105));
        Call b = Call.of(system.ref("B").stop());
        Call a = Call.of(system.ref("A").stop());
        Call all = Call.of(system.actors.stop());
        Call d = Call.of(system.ref("D").stop());
        system.stage.advance(Duration.ofSeconds(10));
        assertThat(List.of(a, b, d, all)).allMatch(Call::hasSucceeded);
        for (String name : List.of("A", "B", "C", "D")) {
            assertThat(system.path(name)).isEqualTo("stopped");
            assertThat(system.transitions.entries(name, ActorState.STOPPING)).hasSize(1);
        }
    }

    @Test
    void calls_are_carried_out_in_the_order_in_which_they_were_made() {
        open(actor("A").onEnter(ActorState.STOPPING, () -> system.stage.block(Duration.ofMillis(10))),
                actor("B").requires("A"));
        system.boot();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(Call.of(system.ref("A").stop()));
            calls.add(Call.of(system.ref("B").start()));
        }
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(calls).allMatch(Call::isDone);
        assertThat(calls.get(5).message()).isEqualTo("done");
        assertThat(system.paths("A", "B")).containsOnly(UP);
    }

    @Test
    void a_shutdown_preempts_a_boot() {
        open(actor("A").resource("a", visible("a")),
                actor("B").requires("A").asyncResource("b", () -> Uni.createFrom().nothing()),
                actor("C").requires("B"));
        Call boot = system.boot();
        Call shutdown = system.shutdown();
        assertThat(shutdown.message()).isEqualTo("done");
        assertThat(boot.message()).isEqualTo("The start of B was pre-empted by a stop");
        assertThat(boot.failure().getSuppressed()).extracting(Throwable::getMessage)
                .containsExactly("The start of C was pre-empted by a stop");
        assertThat(system.paths("A", "B", "C")).containsOnly("stopped");
        assertThat(seen).containsExactly("+a", "-a");
    }

    // two waves

    @Test
    void nothing_is_released_before_all_tasks_of_the_group_have_ended() {
        TestActor a = producer("A").resource("a", visible("a")).watch(state -> seen.add("A" + state));
        TestActor b = consumer("B", "A").resource("b", visible("b")).watch(state -> seen.add("B" + state));
        TestActor c = actor("C").requires("A").resource("c", visible("c")).watch(state -> seen.add("C" + state));
        open(a, b, c);
        system.boot();
        system.stage.advance(Duration.ofMillis(105));
        seen.clear();
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(5));
        assertThat(stop.message()).isEqualTo("done");
        int lastTasks = Math.max(seen.indexOf("A+tasks_stopped"),
                Math.max(seen.indexOf("B+tasks_stopped"), seen.indexOf("C+tasks_stopped")));
        int firstRelease = Math.min(seen.indexOf("-a"), Math.min(seen.indexOf("-b"), seen.indexOf("-c")));
        assertThat(lastTasks).isLessThan(firstRelease);
        assertThat(seen.indexOf("-a")).isGreaterThan(seen.indexOf("B+resources_released"))
                .isGreaterThan(seen.indexOf("C+resources_released"));
        assertThat(seen.indexOf("B+dependencies_stopped")).isGreaterThan(seen.indexOf("A+stopped"));
    }

    // draining

    @Test
    void nothing_that_was_emitted_is_lost() {
        open(producer("A"), consumer("B", "A"));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        Call stop = system.stop("A");
        assertThat(stop.isDone()).isFalse();
        system.stage.advance(Duration.ofSeconds(5));
        assertThat(stop.message()).isEqualTo("done");
        everythingEmittedIsConsumed("A");
        assertThat(system.log().messages()).isEmpty();
    }

    @Test
    void nothing_that_was_emitted_is_lost_along_a_pipeline_under_back_pressure() {
        for (long seed = 0; seed < 20; seed++) {
            consumed.clear();
            VirtualStage stage = new VirtualStage(seed);
            int[] next = { 0 };
            try (TestSystem pipeline = new TestSystem(stage, List.of(actor("A").source("numbers", () -> {
                stage.block(Duration.ofMillis(1));
                return next[0]++;
            }), actor("B").requires("A").pipe("same", from("A", "numbers", 3), item -> item),
                    actor("C").requires("B").pipe("same", from("B", "same", 2), item -> {
                        stage.block(Duration.ofMillis(2));
                        return item;
                    }), actor("D").requires("C").sink("sink", from("C", "same", 1), consumed::add)))) {
                pipeline.boot();
                stage.advance(Duration.ofMillis(200));
                pipeline.pause("D");
                stage.advance(Duration.ofMillis(20));
                Call stop = pipeline.shutdown();
                stage.advance(Duration.ofSeconds(1));
                assertThat(stop.message()).isEqualTo("done");
                assertThat(next[0]).isGreaterThan(50);
                assertThat(consumed).containsExactlyElementsOf(IntStream.range(0, next[0]).boxed().toList());
            }
        }
    }

    @Test
    void a_pause_is_lifted_to_drain() {
        open(producer("A"), consumer("B", "A"));
        system.boot();
        system.stage.advance(Duration.ofMillis(300));
        system.pause("B");
        system.stage.advance(Duration.ofMillis(300));
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(5));
        assertThat(stop.message()).isEqualTo("done");
        everythingEmittedIsConsumed("A");
    }

    @Test
    void a_consumer_that_stops_alone_drains_what_it_has_and_detaches() {
        open(producer("A"), consumer("B", "A"));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        long emitted = system.task("A", "numbers").emitted();
        Call stop = system.stop("B");
        system.stage.advance(Duration.ofSeconds(5));
        assertThat(stop.message()).isEqualTo("done");
        assertThat((long) consumed.size()).isBetween(emitted, emitted + 1);
        assertThat(system.task("A", "numbers").emitted()).as("the producer goes on").isGreaterThan(emitted + 400);
        assertThat(system.log().messages()).isEmpty();
    }

    @Test
    void a_crashed_consumer_detaches_and_its_producer_goes_on() {
        open(producer("A"), consumer("B", "A"));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        system.reportError("B", new IllegalStateException("broken"));
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(system.path("B")).isEqualTo("crashed");
        assertThat(system.log().messages())
                .anyMatch(m -> m.matches("B#sink ended before it had processed \\d+ item\\(s\\) of A#numbers"));
        long emitted = system.task("A", "numbers").emitted();
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(system.task("A", "numbers").emitted()).isGreaterThan(emitted + 150);
        consumed.clear();
        system.start("B");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(consumed).as("a start begins anew").isNotEmpty();
    }

    @Test
    void a_stop_before_the_tasks_began_loses_nothing_else() {
        open(producer("A"), consumer("B", "A").asyncResource("b", () -> Uni.createFrom().nothing()));
        system.boot();
        system.stage.advance(Duration.ofMillis(105));
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(5));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(consumed).isEmpty();
        assertThat(system.log().messages())
                .anyMatch(m -> m.matches("B#sink ended before it had processed \\d+ item\\(s\\) of A#numbers"));
    }

    // the iteration in hand

    @Test
    void a_source_that_hangs_is_interrupted_and_the_actor_stops() {
        open(actor("A").work("task", () -> {
            try {
                system.stage.block(Duration.ofHours(1));
            } finally {
                seen.add("interrupted at " + system.stage.now().toMillis());
            }
        }), actor("B").asyncSource("task", () -> Uni.createFrom().nothing().onCancellation()
                .invoke(() -> seen.add("cancelled at " + system.stage.now().toMillis()))),
                actor("C").stream("task", () -> Multi.createFrom().nothing().onCancellation()
                        .invoke(() -> seen.add("stream cancelled at " + system.stage.now().toMillis()))));
        system.boot();
        Call stop = system.shutdown();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(seen).containsExactlyInAnyOrder("interrupted at 1000", "cancelled at 1000", "stream cancelled at 0");
        assertThat(system.paths("A", "B", "C")).containsOnly("stopped");
        assertThat(system.log().errors()).isEmpty();
    }

    @Test
    void a_consumer_has_the_whole_deadline_for_its_iteration_in_hand() {
        int[] next = { 0 };
        open(actor("A").source("numbers", () -> next[0]++ == 0 ? "item" : TaskResult.skip()),
                actor("B").requires("A").asyncSink("sink", from("A", "numbers"),
                        item -> Uni.createFrom().<Object> emitter(emitter -> system.stage.later(Duration.ofSeconds(14),
                                () -> emitter.complete("done")))));
        system.boot();
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(14));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(system.log().messages()).isEmpty();
    }

    @Test
    void a_consumer_that_hangs_crashes_at_the_deadline_and_the_message_names_actor_and_task() {
        int[] next = { 0 };
        open(actor("A").resource("a", visible("a")).source("numbers", () -> next[0]++ < 3 ? "item" : TaskResult.skip()),
                actor("B").requires("A").resource("b", visible("b")).asyncSink("sink", from("A", "numbers"),
                        item -> Uni.createFrom().nothing()));
        system.boot();
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(14));
        assertThat(stop.isDone()).isFalse();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(stop.message()).isEqualTo("B did not stop within 20s: held by B#sink");
        assertThat(system.paths("A", "B")).containsExactly("stopped", "crashed");
        assertThat(seen).containsExactly("+a", "+b", "-b", "-a");
        assertThat(system.log().messages()).contains("B#sink ended before it had processed 3 item(s) of A#numbers");
    }

    @Test
    void who_only_waits_for_a_producer_that_hangs_stops_at_the_deadline() {
        open(actor("A").source("numbers", () -> {
            hang.run();
            return TaskResult.success();
        }), actor("B").requires("A").sink("sink", from("A", "numbers"), item -> seen.add("item")));
        hang = system.stage.hang();
        system.boot();
        Call stop = system.shutdown();
        assertThat(system.stage.advanceUntil(stop::isDone, TestSystem.SHUTDOWN_TIMEOUT.plusSeconds(2))).isTrue();
        assertThat(stop.message()).isEqualTo("A did not stop within 20s: held by A#numbers");
        assertThat(system.paths("A", "B")).containsExactly("crashed", "stopped");
        hang.release();
        system.stage.settle();
        assertThat(seen).isEmpty();
    }

    @Test
    void a_consumer_without_room_downstream_is_blamed_for_the_items_it_has_left() {
        int[] next = { 0 };
        open(actor("A").source("numbers", () -> next[0]++ < 4 ? "item" : TaskResult.skip()),
                actor("B").requires("A").pipe("copy", from("A", "numbers"), item -> item),
                actor("C").requires("B").asyncSink("sink", from("B", "copy", 1), item -> Uni.createFrom().nothing()));
        system.boot();
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(15));
        assertThat(stop.failure().getMessage()).isEqualTo("B did not stop within 20s: B#copy ended before it had processed "
                + "3 item(s) of A#numbers");
        assertThat(stop.failure().getSuppressed()).extracting(Throwable::getMessage)
                .containsExactly("C did not stop within 20s: held by C#sink");
        assertThat(system.paths("A", "B", "C")).containsExactly("stopped", "crashed", "crashed");
    }

    @Test
    void a_task_that_nothing_stops_is_left_behind_and_resources_are_released_all_the_same() {
        open(actor("A").resource("a", visible("a")).work("task", () -> hang.run())
                .onEnter(ActorState.TASKS_STOPPED, () -> seen.add("hook")));
        hang = system.stage.hang();
        system.boot();
        Call stop = system.shutdown();
        assertThat(system.stage.advanceUntil(stop::isDone, TestSystem.SHUTDOWN_TIMEOUT.plusSeconds(2))).isTrue();
        assertThat(stop.message()).isEqualTo("A did not stop within 20s: held by A#task");
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(seen).containsExactly("+a", "-a");
        hang.release();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(system.stage.timers()).isZero();
        assertThat(system.path("A")).isEqualTo("crashed");
    }

    @Test
    void a_hook_that_hangs_ends_in_crashed_at_the_deadline() {
        for (ActorState state : List.of(ActorState.STOPPING, ActorState.TASKS_STOPPED, ActorState.RESOURCES_RELEASED,
                ActorState.DEPENDENCIES_STOPPED, ActorState.STOPPED)) {
            try (TestSystem hanging = new TestSystem(actor("A").onEnterAsync(state, () -> Uni.createFrom().nothing()),
                    actor("B").requires("A"))) {
                hanging.boot();
                Call stop = hanging.stop("A");
                assertThat(hanging.stage.advanceUntil(stop::isDone, TestSystem.SHUTDOWN_TIMEOUT.plusSeconds(2))).isTrue();
                assertThat(stop.message()).isEqualTo("A did not stop within 20s: held by A#enter, @OnEnter(" + state + ")");
                assertThat(hanging.paths("A", "B")).containsExactly("crashed", "stopped");
            }
        }
    }

    @Test
    void a_task_that_keeps_guards_from_being_asked_is_named_and_the_question_withdrawn() {
        Hang[] hang = { null };
        open(actor("A").guard(Trigger.STOP, () -> seen.add("asked")).source("take", () -> {
            hang[0].run();
            return TaskResult.success();
        }));
        hang[0] = system.stage.hang();
        system.boot();
        Call stop = system.stop("A");
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(stop.message()).isEqualTo("The guards of A did not answer within 20s: held by A#take");
        hang[0].release();
        system.stage.settle();
        assertThat(seen).isEmpty();
        assertThat(system.stop("A").message()).isEqualTo("done");
        assertThat(seen).containsExactly("asked");
    }

    @Test
    void a_call_that_does_not_end_holds_a_stop_no_longer_than_the_deadline() {
        open(actor("A").onEnterAsync(ActorState.PAUSED, () -> Uni.createFrom().nothing()));
        system.boot();
        Call pause = system.pause("A");
        Call stop = system.stop("A");
        assertThat(system.stage.advanceUntil(stop::isDone, TestSystem.SHUTDOWN_TIMEOUT.plusSeconds(2))).isTrue();
        assertThat(pause.message()).isEqualTo("A was told to stop and did not get to it within 20s");
        assertThat(system.path("A")).isEqualTo("stopped");
    }

    @Test
    void a_guard_that_does_not_answer_refuses_a_stop() {
        open(actor("A").guard(io.quarkiverse.actors.Trigger.STOP, () -> {
            hang.run();
            return true;
        }));
        hang = system.stage.hang();
        system.boot();
        Call stop = system.stop("A");
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(stop.message()).isEqualTo("The guards of A did not answer within 20s: held by A#may, @Guard(STOP)");
        assertThat(system.path("A")).isEqualTo(UP);
        hang.release();
        system.stage.settle();
        assertThat(system.path("A")).isEqualTo(UP);
    }

    @Test
    void nothing_is_left_after_a_shutdown() {
        open(producer("A").resource("a", Duration.ofSeconds(5), visible("a")), consumer("B", "A"),
                actor("C").stream("items", () -> Multi.createFrom().nothing()), actor("D").source("skips", TaskResult::skip));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        system.restart("A");
        Call stop = system.shutdown();
        system.stage.advance(Duration.ofSeconds(10));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(system.stage.timers()).isZero();
    }
}
