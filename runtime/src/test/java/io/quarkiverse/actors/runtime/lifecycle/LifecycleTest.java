package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.IllegalTransitionException;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.TestSystem;

/** Start, stop, pause, resume and reports of a single actor, and their events. */
class LifecycleTest {

    private static final String[] START = { "starting", "dependencies_started", "resources_acquired", "tasks_started",
            "healthy" };
    private static final String[] STOP = { "stopping", "tasks_stopped", "resources_released", "dependencies_stopped",
            "stopped" };

    private TestSystem started() {
        TestSystem system = new TestSystem(actor("A"));
        system.start("A");
        system.transitions.clear();
        return system;
    }

    @Test
    void a_start_passes_every_state() {
        try (TestSystem system = new TestSystem(actor("A"))) {
            assertThat(system.path("A")).isEqualTo("initialized");
            assertThat(system.start("A").message()).isEqualTo("done");
            assertThat(system.transitions.of("A")).containsExactly(START);
            assertThat(system.path("A")).isEqualTo("started.running.healthy");
        }
    }

    @Test
    void a_stop_passes_every_state() {
        try (TestSystem system = started()) {
            assertThat(system.stop("A").message()).isEqualTo("done");
            assertThat(system.transitions.of("A")).containsExactly(STOP);
        }
    }

    @Test
    void a_stopped_actor_can_be_started_again() {
        try (TestSystem system = started()) {
            system.stop("A");
            system.transitions.clear();
            assertThat(system.start("A").message()).isEqualTo("done");
            assertThat(system.transitions.of("A")).containsExactly(START);
        }
    }

    @Test
    void an_actor_that_was_never_started_can_be_stopped() {
        try (TestSystem system = new TestSystem(actor("A"))) {
            assertThat(system.stop("A").message()).isEqualTo("done");
            assertThat(system.transitions.of("A")).containsExactly(STOP);
        }
    }

    @Test
    void an_event_says_what_happened_when_and_by_what() {
        try (TestSystem system = new TestSystem(actor("A"))) {
            system.stage.advance(Duration.ofMillis(7));
            system.start("A");
            assertThat(system.transitions.all().get(0)).isEqualTo(new ActorTransition("A", null, ActorState.INITIALIZED,
                    ActorState.STARTING, null, Trigger.START, Instant.ofEpochMilli(7), null, null));
            system.stop("A");
            assertThat(system.transitions.all()).filteredOn(t -> t.to().isIn(ActorState.STOPPING))
                    .allMatch(t -> t.trigger() == Trigger.STOP);
        }
    }

    @Test
    void pause_and_resume() {
        try (TestSystem system = started()) {
            assertThat(system.pause("A").message()).isEqualTo("done");
            assertThat(system.path("A")).isEqualTo("started.paused");
            assertThat(system.resume("A").message()).isEqualTo("done");
            assertThat(system.path("A")).isEqualTo("started.running.healthy");
            assertThat(system.transitions.all().stream().map(ActorTransition::trigger)).containsExactly(Trigger.PAUSE,
                    Trigger.RESUME);
        }
    }

    @Test
    void a_paused_actor_can_be_stopped() {
        try (TestSystem system = started()) {
            system.pause("A");
            assertThat(system.stop("A").message()).isEqualTo("done");
            assertThat(system.path("A")).isEqualTo("stopped");
        }
    }

    // a target that already holds

    @Test
    void a_second_start_joins_the_first() {
        try (TestSystem system = new TestSystem(actor("A"))) {
            Call first = Call.of(system.ref("A").start());
            Call second = Call.of(system.ref("A").start());
            system.stage.settle();
            assertThat(first.hasSucceeded()).isTrue();
            assertThat(second.hasSucceeded()).isTrue();
            assertThat(system.transitions.of("A")).containsExactly(START);
        }
    }

    @Test
    void a_trigger_whose_target_holds_succeeds_without_an_event() {
        try (TestSystem system = started()) {
            assertThat(system.start("A").message()).isEqualTo("done");
            assertThat(system.resume("A").message()).isEqualTo("done");
            assertThat(system.transitions.all()).isEmpty();
            system.pause("A");
            assertThat(system.pause("A").message()).isEqualTo("done");
            assertThat(system.transitions.of("A")).containsExactly("paused");
            system.stop("A");
            system.transitions.clear();
            assertThat(system.stop("A").message()).isEqualTo("done");
            assertThat(system.transitions.all()).isEmpty();
        }
    }

    @Test
    void the_outcome_is_replayed_to_every_subscriber() {
        try (TestSystem system = started()) {
            var stopped = system.ref("A").stop();
            Call early = Call.of(stopped);
            system.stage.settle();
            Call late = system.play(stopped);
            assertThat(early.hasSucceeded()).isTrue();
            assertThat(late.hasSucceeded()).isTrue();
            assertThat(system.transitions.of("A")).containsExactly(STOP);
        }
    }

    @Test
    void a_call_acts_without_a_subscriber() {
        try (TestSystem system = started()) {
            system.ref("A").stop();
            system.stage.settle();
            assertThat(system.path("A")).isEqualTo("stopped");
        }
    }

    // what is not allowed

    @Test
    void a_call_that_is_not_allowed_says_what_is() {
        try (TestSystem system = started()) {
            system.pause("A");
            Call start = system.start("A");
            assertThat(start.failure()).isInstanceOf(IllegalTransitionException.class)
                    .hasMessage("A cannot start: it is started.paused; allowed there: resume, stop, restart, report_error");
            system.stop("A");
            Call pause = system.pause("A");
            assertThat(pause.failure()).isInstanceOf(IllegalTransitionException.class)
                    .hasMessage("A cannot pause: it is stopped; allowed there: start, report_error");
            assertThat(system.restart("A").failure()).isInstanceOf(IllegalTransitionException.class)
                    .hasMessage("A cannot restart: it is stopped; allowed there: start, report_error");
            assertThat(system.path("A")).isEqualTo("stopped");
        }
    }

    @Test
    void whether_a_call_is_allowed_is_judged_when_it_is_reached() {
        try (TestSystem system = started()) {
            Call pause = Call.of(system.ref("A").pause());
            Call stop = Call.of(system.ref("A").stop());
            Call start = Call.of(system.ref("A").start());
            Call again = Call.of(system.ref("A").pause());
            system.stage.settle();
            assertThat(List.of(pause, stop, start, again)).allMatch(Call::hasSucceeded);
            assertThat(system.path("A")).isEqualTo("started.paused");
        }
    }

    // reports

    @Test
    void of_reports_the_last_counts_and_recover_takes_it_back() {
        try (TestSystem system = started()) {
            system.ref("A").reportWarning("slow");
            system.stage.settle();
            assertThat(system.path("A")).isEqualTo("started.running.degraded");
            system.ref("A").reportProblem("stuck");
            system.stage.settle();
            assertThat(system.path("A")).isEqualTo("started.running.unhealthy");
            assertThat(system.transitions.last("A", ActorState.UNHEALTHY).reason()).isEqualTo("stuck");
            system.ref("A").reportWarning("slow again");
            system.stage.settle();
            assertThat(system.path("A")).isEqualTo("started.running.degraded");
            system.ref("A").recover();
            system.stage.settle();
            assertThat(system.path("A")).isEqualTo("started.running.healthy");
            assertThat(system.transitions.all().stream().map(ActorTransition::trigger)).containsExactly(
                    Trigger.REPORT_WARNING, Trigger.REPORT_PROBLEM, Trigger.REPORT_WARNING, Trigger.RECOVER);
        }
    }

    @Test
    void a_report_of_what_already_holds_makes_no_event() {
        try (TestSystem system = started()) {
            system.ref("A").reportWarning("slow");
            system.ref("A").reportWarning("slow");
            system.ref("A").recover();
            system.ref("A").recover();
            system.stage.settle();
            assertThat(system.transitions.of("A")).containsExactly("degraded", "healthy");
        }
    }

    @Test
    void a_report_that_the_state_does_not_allow_is_logged_and_ignored() {
        try (TestSystem system = started()) {
            system.stop("A");
            system.ref("A").reportProblem("stuck");
            system.stage.settle();
            assertThat(system.path("A")).isEqualTo("stopped");
            assertThat(system.log().messages()).containsExactly("A is stopped: report_problem is ignored (stuck)");
            system.start("A");
            assertThat(system.path("A")).isEqualTo("started.running.healthy");
        }
    }

    @Test
    void resume_goes_to_the_worst_of_what_holds() {
        try (TestSystem system = started()) {
            system.ref("A").reportProblem("stuck");
            system.pause("A");
            system.resume("A");
            assertThat(system.path("A")).isEqualTo("started.running.unhealthy");
            assertThat(system.transitions.of("A")).containsExactly("unhealthy", "paused", "unhealthy");
            assertThat(system.transitions.last("A", ActorState.UNHEALTHY).trigger()).isEqualTo(Trigger.RESUME);
        }
    }

    @Test
    void a_start_forgets_what_was_reported() {
        try (TestSystem system = started()) {
            system.ref("A").reportProblem("stuck");
            system.stop("A");
            system.start("A");
            assertThat(system.path("A")).isEqualTo("started.running.healthy");
        }
    }

    // errors

    @Test
    void a_reported_error_crashes_the_actor_until_it_is_started() {
        try (TestSystem system = started()) {
            IllegalStateException cause = new IllegalStateException("broken");
            system.reportError("A", cause);
            assertThat(system.transitions.of("A")).containsExactly("crashed");
            ActorTransition crash = system.transitions.last("A", ActorState.CRASHED);
            assertThat(crash.trigger()).isEqualTo(Trigger.REPORT_ERROR);
            assertThat(crash.cause()).isSameAs(cause);
            assertThat(crash.reason()).isEqualTo("broken");
            system.stage.advance(Duration.ofHours(1));
            assertThat(system.path("A")).isEqualTo("crashed");
            assertThat(system.start("A").message()).isEqualTo("done");
            assertThat(system.path("A")).isEqualTo("started.running.healthy");
        }
    }

    @Test
    void a_second_error_makes_no_event() {
        try (TestSystem system = started()) {
            system.reportError("A", new IllegalStateException("broken"));
            system.reportError("A", new IllegalStateException("still broken"));
            assertThat(system.transitions.of("A")).containsExactly("crashed");
        }
    }

    @Test
    void an_error_crashes_an_actor_in_whatever_state() {
        try (TestSystem system = new TestSystem(actor("A"), actor("B"), actor("C"))) {
            system.start("B");
            system.pause("B");
            system.start("C");
            system.stop("C");
            for (String name : List.of("A", "B", "C")) {
                system.reportError(name, new IllegalStateException("broken"));
            }
            assertThat(system.paths("A", "B", "C")).containsOnly("crashed");
        }
    }

    @Test
    void a_crashed_actor_can_be_stopped() {
        try (TestSystem system = started()) {
            system.reportError("A", new IllegalStateException("broken"));
            system.transitions.clear();
            assertThat(system.stop("A").message()).isEqualTo("done");
            assertThat(system.transitions.of("A")).containsExactly(STOP);
        }
    }

    @Test
    void an_error_reported_during_a_stop_ends_it_in_crashed() {
        var hang = new Object() {
            TestSystem system;
        };
        try (TestSystem system = new TestSystem(actor("A").onEnter(ActorState.STOPPING,
                () -> hang.system.stage.block(Duration.ofSeconds(1))))) {
            hang.system = system;
            system.start("A");
            Call stop = system.stop("A");
            system.reportError("A", new IllegalStateException("broken"));
            system.stage.advance(Duration.ofSeconds(1));
            assertThat(stop.message()).isEqualTo("broken");
            assertThat(system.path("A")).isEqualTo("crashed");
        }
    }

    @Test
    void an_error_reported_by_the_last_hook_of_a_stop_ends_it_in_crashed() {
        var late = new Object() {
            TestSystem system;
        };
        try (TestSystem system = new TestSystem(actor("A").onEnter(ActorState.STOPPED, () -> {
            throw new IllegalStateException("broken");
        }))) {
            late.system = system;
            system.start("A");
            Call stop = system.stop("A");
            assertThat(stop.message())
                    .isEqualTo("A#enter, @OnEnter(STOPPED) failed: java.lang.IllegalStateException: broken");
            assertThat(system.path("A")).isEqualTo("crashed");
        }
    }

    @Test
    void a_bean_that_cannot_be_created_crashes_the_actor_every_time() {
        try (TestSystem system = new TestSystem(actor("A").constructor(() -> {
            throw new IllegalStateException("no bean");
        }))) {
            for (int i = 0; i < 2; i++) {
                Call start = system.start("A");
                assertThat(start.message()).isEqualTo(
                        "A did not start: The bean of A could not be created: java.lang.IllegalStateException: no bean");
                assertThat(system.path("A")).isEqualTo("crashed");
            }
            assertThat(system.restart("A").message()).isEqualTo(
                    "A did not restart: The bean of A could not be created: java.lang.IllegalStateException: no bean");
            assertThat(system.transitions.of("A")).containsExactly("crashed");
            assertThat(system.shutdown().message()).isEqualTo("done");
        }
    }

    // the own turn

    @Test
    void awaiting_an_own_call_in_the_own_turn_fails_at_once() {
        List<Call> calls = new ArrayList<>();
        var later = new Object() {
            TestSystem system;
        };
        try (TestSystem system = new TestSystem(actor("A").source("work", () -> {
            if (calls.isEmpty()) {
                calls.add(Call.of(later.system.ref("A").pause()));
                calls.add(Call.of(later.system.ref("A").completion()));
                calls.add(Call.of(later.system.actors.stop()));
            }
            return TaskResult.skip();
        }).onEnter(ActorState.STOPPING, () -> {
        }))) {
            later.system = system;
            system.start("A");
            assertThat(calls.get(0).failure()).isInstanceOf(IllegalStateException.class).hasMessage("The pause of A is awaited "
                    + "in the actor's own turn, which would wait for itself: do not subscribe there");
            assertThat(calls.get(1).failure()).hasMessage("The completion of A is awaited "
                    + "in the actor's own turn, which would wait for itself: do not subscribe there");
            assertThat(calls.get(2).failure()).hasMessage("The stop of all actors is awaited "
                    + "in the actor's own turn, which would wait for itself: do not subscribe there");
            assertThat(system.path("A")).as("the calls themselves were made").isEqualTo("stopped");
        }
    }

    @Test
    void transitions_are_seen_from_the_subscription_on_until_the_application_ends() {
        List<String> seen = new ArrayList<>();
        try (TestSystem system = started()) {
            system.ref("A").transitions().subscribe().with(t -> seen.add(t.to().name()), failure -> seen.add("failed"), () -> seen.add("end"));
            system.pause("A");
            system.resume("A");
            assertThat(seen).containsExactly("PAUSED", "HEALTHY");
            system.shutdown();
            assertThat(seen).endsWith("STOPPED", "end");
            system.ref("A").transitions().subscribe().with(t -> seen.add(t.to().name()), () -> seen.add("ended before"));
            system.stage.settle();
            assertThat(seen).endsWith("ended before");
        }
    }

}
