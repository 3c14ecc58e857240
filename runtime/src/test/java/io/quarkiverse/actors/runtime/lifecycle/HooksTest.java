package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TransitionVetoedException;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.model.HookModel.Kind;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.VirtualStage;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** Hooks and guards: their order, their turn, and what their failures do. */
class HooksTest {

    private static final String ENTER_FAILED = "A#enter, @OnEnter(%s) failed: java.lang.IllegalStateException: no";

    private final List<String> seen = new ArrayList<>();

    @Test
    void hooks_see_states_entered_from_the_outside_and_left_from_the_inside() {
        try (TestSystem system = new TestSystem(actor("A").watch(seen::add))) {
            system.start("A");
            assertThat(seen).containsExactly("-initialized", "+starting", "+dependencies_started", "-dependencies_started",
                    "+resources_acquired", "-resources_acquired", "+tasks_started", "-tasks_started", "-starting", "+started",
                    "+running", "+healthy");
            seen.clear();
            system.pause("A");
            system.resume("A");
            assertThat(seen).containsExactly("-healthy", "-running", "+paused", "-paused", "+running", "+healthy");
            seen.clear();
            system.stop("A");
            assertThat(seen).containsExactly("-healthy", "-running", "-started", "+stopping", "+tasks_stopped",
                    "-tasks_stopped", "+resources_released", "-resources_released", "+dependencies_stopped",
                    "-dependencies_stopped", "-stopping", "+stopped");
        }
    }

    @Test
    void a_hook_may_take_the_transition() {
        List<ActorTransition> taken = new ArrayList<>();
        try (TestSystem system = new TestSystem(
                actor("A").hook("on", Kind.ENTER, ActorState.STARTED, null, Returns.VALUE, transition -> {
                    taken.add(transition);
                    return null;
                }))) {
            system.start("A");
            assertThat(taken).containsExactly(system.transitions.last("A", ActorState.HEALTHY));
        }
    }

    @Test
    void hooks_of_a_state_run_in_the_order_of_declaration() {
        try (TestSystem system = new TestSystem(actor("A").onEnter(ActorState.STARTING, () -> seen.add("1"))
                .onEnter(ActorState.STARTING, () -> seen.add("2")).onEnter(ActorState.STARTING, () -> seen.add("3")))) {
            system.start("A");
            assertThat(seen).containsExactly("1", "2", "3");
        }
    }

    @Test
    void an_asynchronous_hook_is_awaited_and_keeps_the_turn() {
        List<UniEmitter<? super Void>> emitters = new ArrayList<>();
        try (TestSystem system = new TestSystem(actor("A").work("work", () -> {
            seen.add("work");
            throw new IllegalStateException("once is enough");
        }).onEnterAsync(ActorState.PAUSED, () -> Uni.createFrom().emitter(emitters::add))
                .onEnterAsync(ActorState.STARTING, () -> Uni.createFrom().emitter(emitters::add)))) {
            Call start = system.start("A");
            assertThat(start.isDone()).isFalse();
            assertThat(system.path("A")).isEqualTo("starting");
            emitters.get(0).complete(null);
            system.stage.settle();
            assertThat(start.hasSucceeded()).isTrue();
        }
    }

    @Test
    void a_hook_never_runs_together_with_an_iteration() {
        for (long seed = 0; seed < 20; seed++) {
            VirtualStage stage = new VirtualStage(seed);
            List<String> inside = new ArrayList<>();
            List<String> overlaps = new ArrayList<>();
            Runnable step = () -> {
                inside.add("in");
                if (inside.size() > 1) {
                    overlaps.add("overlap");
                }
                try {
                    stage.block(Duration.ofMillis(1));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                inside.remove(0);
            };
            try (TestSystem system = new TestSystem(stage, List.of(actor("A").work("work", step::run)
                    .onExit(ActorState.RUNNING, step::run).onEnter(ActorState.PAUSED, step::run)
                    .onEnter(ActorState.STOPPING, step::run)))) {
                Call.of(system.ref("A").start());
                stage.advance(Duration.ofMillis(5));
                Call.of(system.ref("A").pause());
                Call.of(system.ref("A").resume());
                stage.advance(Duration.ofMillis(10));
                Call stop = Call.of(system.ref("A").stop());
                stage.advance(Duration.ofMillis(10));
                assertThat(stop.message()).isEqualTo("done");
                assertThat(overlaps).isEmpty();
            }
        }
    }

    @Test
    void a_failing_hook_crashes_a_start() {
        for (ActorState state : List.of(ActorState.STARTING, ActorState.DEPENDENCIES_STARTED, ActorState.RESOURCES_ACQUIRED,
                ActorState.TASKS_STARTED, ActorState.STARTED, ActorState.RUNNING, ActorState.HEALTHY)) {
            try (TestSystem system = new TestSystem(actor("A").onEnter(state, () -> {
                throw new IllegalStateException("no");
            }))) {
                assertThat(system.start("A").message()).isEqualTo("A did not start: " + ENTER_FAILED.formatted(state));
                assertThat(system.path("A")).isEqualTo("crashed");
            }
        }
    }

    @Test
    void a_failing_hook_crashes_a_pause_and_a_report() {
        try (TestSystem system = new TestSystem(actor("A").onEnter(ActorState.PAUSED, () -> {
            throw new IllegalStateException("no");
        }).onEnter(ActorState.DEGRADED, () -> {
            throw new IllegalStateException("no");
        }))) {
            system.start("A");
            assertThat(system.pause("A").message()).isEqualTo(ENTER_FAILED.formatted("PAUSED"));
            assertThat(system.path("A")).isEqualTo("crashed");
            system.start("A");
            system.ref("A").reportWarning("slow");
            system.stage.settle();
            assertThat(system.path("A")).isEqualTo("crashed");
        }
    }

    @Test
    void a_failing_hook_lets_a_stop_run_every_step_and_end_in_crashed() {
        List<String> closed = new ArrayList<>();
        try (TestSystem system = new TestSystem(actor("A").onExit(ActorState.HEALTHY, () -> {
            throw new IllegalStateException("no");
        }).resource("resource", () -> (AutoCloseable) () -> closed.add("resource")))) {
            system.start("A");
            system.transitions.clear();
            Call stop = system.stop("A");
            assertThat(stop.message()).isEqualTo("A#exit, @OnExit(HEALTHY) failed: java.lang.IllegalStateException: no");
            assertThat(system.transitions.of("A")).containsExactly("stopping", "tasks_stopped", "resources_released",
                    "dependencies_stopped", "crashed");
            assertThat(system.transitions.last("A", ActorState.CRASHED).cause()).isSameAs(stop.failure());
            assertThat(closed).containsExactly("resource");
        }
    }

    @Test
    void a_failing_hook_of_a_crash_is_logged() {
        try (TestSystem system = new TestSystem(actor("A").onEnter(ActorState.CRASHED, () -> {
            throw new IllegalStateException("no");
        }))) {
            system.start("A");
            system.reportError("A", new IllegalStateException("broken"));
            assertThat(system.path("A")).isEqualTo("crashed");
            assertThat(system.log().messages()).containsExactly("A crashed: broken",
                    "A crashed, and then: " + ENTER_FAILED.formatted("CRASHED"));
        }
    }

    @Test
    void a_hook_of_a_crash_that_hangs_is_given_up() {
        var later = new Object() {
            VirtualStage.Hang hang;
        };
        try (TestSystem system = new TestSystem(actor("A").onEnter(ActorState.CRASHED, () -> later.hang.run()))) {
            later.hang = system.stage.hang();
            system.start("A");
            system.reportError("A", new IllegalStateException("broken"));
            Call start = system.start("A");
            system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
            assertThat(start.message()).isEqualTo("done");
            assertThat(system.log().errors()).contains("A crashed, and then: A did not end its hooks within 20s");
            later.hang.release();
            system.stage.settle();
        }
    }

    // guards

    @Test
    void a_guard_that_says_no_leaves_everything_as_it_is() {
        for (Trigger trigger : List.of(Trigger.START, Trigger.PAUSE, Trigger.RESUME, Trigger.STOP, Trigger.RESTART)) {
            boolean[] allowed = { true };
            try (TestSystem system = new TestSystem(
                    actor("A").guard(trigger, () -> allowed[0]).onEnter(ActorState.STARTING, () -> {
                    }))) {
                if (trigger != Trigger.START) {
                    system.start("A");
                }
                if (trigger == Trigger.RESUME) {
                    system.pause("A");
                }
                String before = system.path("A");
                system.transitions.clear();
                allowed[0] = false;
                Call call = call(system, trigger);
                assertThat(call.failure()).isInstanceOf(TransitionVetoedException.class)
                        .hasMessage("A was not to " + trigger + ": a guard said no");
                assertThat(system.path("A")).isEqualTo(before);
                assertThat(system.transitions.all()).isEmpty();
                allowed[0] = true;
                assertThat(call(system, trigger).message()).isEqualTo("done");
            }
        }
    }

    private static Call call(TestSystem system, Trigger trigger) {
        return switch (trigger) {
            case START -> system.start("A");
            case PAUSE -> system.pause("A");
            case RESUME -> system.resume("A");
            case STOP -> system.stop("A");
            default -> system.restart("A");
        };
    }

    @Test
    void guards_are_not_asked_by_the_application() {
        try (TestSystem system = new TestSystem(
                actor("A").guard(Trigger.START, () -> false).guard(Trigger.STOP, () -> false))) {
            assertThat(system.boot().message()).isEqualTo("done");
            assertThat(system.path("A")).isEqualTo("started.running.healthy");
            assertThat(system.shutdown().message()).isEqualTo("done");
            assertThat(system.path("A")).isEqualTo("stopped");
        }
    }

    @Test
    void guards_are_not_asked_by_errors() {
        try (TestSystem system = new TestSystem(actor("A").guard(Trigger.STOP, () -> false))) {
            system.start("A");
            system.reportError("A", new IllegalStateException("broken"));
            assertThat(system.path("A")).isEqualTo("crashed");
        }
    }

    @Test
    void a_stop_that_cascades_asks_all_guards_before_it_begins() {
        try (TestSystem system = new TestSystem(actor("A").guard(Trigger.STOP, () -> seen.add("A")),
                actor("B").requires("A").guard(Trigger.STOP, () -> {
                    seen.add("B");
                    return false;
                }), actor("C").requires("A"))) {
            system.boot();
            system.transitions.clear();
            assertThat(system.stop("A").message()).isEqualTo("B was not to stop: a guard said no");
            assertThat(seen).containsExactlyInAnyOrder("A", "B");
            assertThat(system.transitions.all()).isEmpty();
            assertThat(system.paths("A", "B", "C")).containsOnly("started.running.healthy");
            assertThat(system.stop("C").message()).isEqualTo("done");
        }
    }

    @Test
    void a_guard_that_says_no_to_a_stop_lets_a_start_go_on() {
        List<UniEmitter<Object>> emitters = new ArrayList<>();
        try (TestSystem system = new TestSystem(actor("A").guard(Trigger.STOP, () -> false)
                .asyncResource("resource", () -> Uni.createFrom().emitter(emitters::add)))) {
            Call start = system.start("A");
            Call stop = system.stop("A");
            assertThat(stop.message()).isEqualTo("A was not to stop: a guard said no");
            assertThat(start.isDone()).isFalse();
            emitters.get(0).complete((AutoCloseable) () -> seen.add("closed"));
            system.stage.settle();
            assertThat(start.message()).isEqualTo("done");
            assertThat(system.path("A")).isEqualTo("started.running.healthy");
        }
    }

    @Test
    void a_guard_that_says_yes_lets_a_stop_preempt_a_start() {
        try (TestSystem system = new TestSystem(actor("A").guard(Trigger.STOP, () -> true)
                .asyncResource("resource", () -> Uni.createFrom().nothing()))) {
            Call start = system.start("A");
            assertThat(system.stop("A").message()).isEqualTo("done");
            assertThat(start.message()).isEqualTo("The start of A was pre-empted by a stop");
            assertThat(system.path("A")).isEqualTo("stopped");
        }
    }

    @Test
    void an_error_during_a_stop_that_a_guard_refuses_counts() {
        var later = new Object() {
            TestSystem system;
        };
        try (TestSystem system = new TestSystem(actor("A").guard(Trigger.STOP, () -> {
            later.system.ref("A").reportError(new IllegalStateException("broken"));
            later.system.stage.block(Duration.ofMillis(1));
            return false;
        }))) {
            later.system = system;
            system.start("A");
            Call stop = system.stop("A");
            system.stage.advance(Duration.ofSeconds(1));
            assertThat(stop.message()).isEqualTo("A was not to stop: a guard said no");
            assertThat(system.path("A")).isEqualTo("crashed");
        }
    }

    @Test
    void a_guard_that_throws_fails_the_call_and_crashes_the_actor() {
        for (Trigger trigger : new Trigger[] { Trigger.PAUSE, Trigger.STOP, Trigger.RESTART }) {
            try (TestSystem system = new TestSystem(actor("A").guard(trigger, () -> {
                throw new IllegalStateException("no");
            }), actor("B").requires("A"))) {
                String failure = "A#may, @Guard(" + trigger.name() + ") failed: java.lang.IllegalStateException: no";
                system.boot();
                Call call = trigger == Trigger.PAUSE ? system.pause("A")
                        : trigger == Trigger.STOP ? system.stop("A") : system.restart("A");
                assertThat(call.message()).isEqualTo(failure);
                assertThat(system.paths("A", "B")).containsExactly("crashed", "started.running.unhealthy");
                assertThat(system.log().errors()).containsExactly("A crashed: " + failure);
            }
        }
    }

    @Test
    void a_guard_of_a_start_that_throws_crashes_the_actor() {
        try (TestSystem system = new TestSystem(actor("A").guard(Trigger.START, () -> {
            throw new IllegalStateException("no");
        }))) {
            assertThat(system.start("A").message())
                    .isEqualTo("A#may, @Guard(START) failed: java.lang.IllegalStateException: no");
            assertThat(system.path("A")).isEqualTo("crashed");
        }
    }

    @Test
    void a_task_runs_after_the_hooks_of_the_start() {
        try (TestSystem system = new TestSystem(actor("A").source("task", () -> {
            seen.add("task");
            return TaskResult.success();
        }).onEnter(ActorState.HEALTHY, () -> seen.add("healthy")))) {
            system.start("A");
            assertThat(seen).containsExactly("healthy", "task");
        }
    }
}
