package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.model.HookModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.smallrye.mutiny.Uni;

/** A stop or an error that comes while a start is in progress. */
class PreemptionTest extends SystemTest {

    private AutoCloseable closing(String name) {
        return () -> seen.add("released " + name);
    }

    @Test
    void a_stop_preempts_a_start_which_releases_what_it_acquired() {
        open(actor("A").resource("first", () -> closing("first")).asyncResource("second", () -> Uni.createFrom().nothing()));
        Call start = system.start("A");
        Call stop = system.stop("A");
        assertThat(start.failure()).isInstanceOf(ActorException.class)
                .hasMessage("The start of A was pre-empted by a stop");
        assertThat(stop.message()).isEqualTo("done");
        assertThat(seen).containsExactly("released first");
        assertThat(system.transitions.of("A")).containsExactly("starting", "dependencies_started", "stopping",
                "tasks_stopped", "resources_released", "dependencies_stopped", "stopped");
    }

    @Test
    void an_error_preempts_a_start_which_releases_what_it_acquired() {
        open(actor("A").resource("first", () -> closing("first")).asyncResource("second", () -> Uni.createFrom().nothing()));
        Call start = system.start("A");
        system.reportError("A", new IllegalStateException("broken"));
        assertThat(start.message()).isEqualTo("The start of A was pre-empted by a report_error");
        assertThat(seen).containsExactly("released first");
        assertThat(system.transitions.of("A")).containsExactly("starting", "dependencies_started", "crashed");
    }

    @Test
    void a_blocking_acquisition_is_interrupted() {
        open(actor("A").resource("resource", () -> {
            system.stage.block(Duration.ofHours(1));
            return closing("resource");
        }));
        system.start("A");
        assertThat(system.stop("A").message()).isEqualTo("done");
        assertThat(system.stage.now()).isEqualTo(Duration.ZERO);
        assertThat(seen).isEmpty();
    }

    @Test
    void an_optional_resource_does_not_let_a_preempted_start_go_on() {
        open(actor("A").resource("first", "", true, Returns.UNI, () -> Uni.createFrom().nothing()).resource("second", () -> {
            seen.add("acquired second");
            return closing("second");
        }));
        Call start = system.start("A");
        system.stop("A");
        assertThat(start.message()).isEqualTo("The start of A was pre-empted by a stop");
        assertThat(seen).isEmpty();
    }

    @Test
    void hooks_of_a_preempted_start_are_cancelled() {
        open(actor("A").onEnterAsync(ActorState.STARTING, () -> Uni.createFrom().<Void> nothing().onCancellation()
                .invoke(() -> seen.add("cancelled"))).onEnter(ActorState.STARTING, () -> seen.add("second"))
                .onEnter(ActorState.STOPPED, () -> seen.add("stopped")));
        system.start("A");
        assertThat(system.stop("A").message()).isEqualTo("done");
        assertThat(seen).containsExactly("cancelled", "stopped");
    }

    @Test
    void blocking_hooks_of_a_preempted_start_are_interrupted() {
        open(actor("A").onEnter(ActorState.TASKS_STARTED, () -> {
            try {
                system.stage.block(Duration.ofHours(1));
            } catch (InterruptedException e) {
                seen.add("interrupted");
            }
        }).onEnter(ActorState.STOPPED, () -> seen.add("stopped")));
        system.start("A");
        assertThat(system.stop("A").message()).isEqualTo("done");
        assertThat(seen).containsExactly("interrupted", "stopped");
    }

    @Test
    void a_start_that_waits_for_its_bean_leaves_no_trace() {
        open(actor("P").source("numbers", () -> {
            seen.add("emitted");
            return seen.size() == 1000 ? TaskResult.success() : "item";
        }), actor("C").requires("P").constructor(() -> {
            system.stage.block(Duration.ofSeconds(1));
            return "bean";
        }).sink("sink", from("P", "numbers", 1), item -> {
        }));
        Call start = system.start("C");
        Call stop = system.stop("C");
        assertThat(start.message()).isEqualTo("The start of C was pre-empted by a stop");
        assertThat(stop.message()).isEqualTo("done");
        system.start("P");
        assertThat(seen).as("nobody holds the producer back").hasSize(1000);
        assertThat(system.start("C").isDone()).isFalse();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(system.path("C")).isEqualTo("started.running.healthy");
    }

    @Test
    void a_start_that_waits_for_its_dependency_is_preempted() {
        open(actor("D").asyncResource("resource", () -> Uni.createFrom().nothing()), actor("A").requires("D"));
        Call start = system.start("A");
        assertThat(system.path("A")).isEqualTo("starting");
        assertThat(system.stop("A").message()).isEqualTo("done");
        assertThat(start.message()).isEqualTo("The start of A was pre-empted by a stop");
        assertThat(system.path("D")).isEqualTo("starting.dependencies_started");
    }

    @Test
    void a_stop_of_a_dependency_preempts_the_starts_of_its_dependents() {
        open(actor("D").asyncResource("resource", () -> Uni.createFrom().nothing()), actor("A").requires("D"));
        Call start = system.start("A");
        assertThat(system.stop("D").message()).isEqualTo("done");
        assertThat(start.message()).isEqualTo("The start of A was pre-empted by a stop");
        assertThat(system.paths("A", "D")).containsOnly("stopped");
    }

    @Test
    void a_queued_start_is_preempted_as_well() {
        open(actor("A").asyncResource("resource", () -> Uni.createFrom().nothing()));
        Call.of(system.ref("A").start());
        Call.of(system.ref("A").stop());
        Call second = Call.of(system.ref("A").start());
        Call stop = Call.of(system.ref("A").stop());
        Call third = Call.of(system.ref("A").start());
        system.stage.settle();
        assertThat(second.message()).isEqualTo("The start of A was pre-empted by a stop");
        assertThat(stop.message()).isEqualTo("done");
        assertThat(third.isDone()).isFalse();
        assertThat(system.path("A")).isEqualTo("starting.dependencies_started");
    }

    @Test
    void a_stop_lets_a_crash_in_progress_end() {
        open(actor("A").resource("first", () -> (AutoCloseable) () -> {
            system.stage.block(Duration.ofMillis(10));
            seen.add("released first");
        }).resource("second", () -> {
            throw new IllegalStateException("no");
        }));
        Call start = system.start("A");
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofMillis(10));
        assertThat(start.message())
                .isEqualTo("A did not start: A#second could not be acquired: java.lang.IllegalStateException: no");
        assertThat(stop.message()).isEqualTo("done");
        assertThat(seen).containsExactly("released first");
        assertThat(system.transitions.of("A")).containsSubsequence("crashed", "stopping", "stopped");
    }

    @Test
    void a_preempted_start_of_the_last_moment_does_not_let_tasks_run_without_their_actor() {
        int[] emitted = { 0 };
        open(actor("P").source("numbers", () -> emitted[0]++ < 100 ? "item" : TaskResult.success()),
                actor("C").requires("P").onEnterAsync(ActorState.HEALTHY,
                        () -> Uni.createFrom().nothing()).sink("sink", from("P", "numbers", 10), item -> seen.add("consumed")));
        system.boot();
        assertThat(system.path("C")).isEqualTo("started.running.healthy");
        assertThat(system.stop("C").message()).isEqualTo("done");
        assertThat(seen).isEmpty();
        assertThat(system.log().messages()).containsExactly(
                "C#sink ended before it had processed 10 item(s) of P#numbers");
    }

    // an error that comes while another call is in progress

    @Test
    void an_error_preempts_a_pause_a_resume_and_a_report_whose_hook_hangs() {
        for (Trigger trigger : List.of(Trigger.PAUSE, Trigger.RESUME, Trigger.REPORT_WARNING)) {
            List<String> cancelled = new ArrayList<>();
            HookModel.Kind kind = trigger == Trigger.RESUME ? HookModel.Kind.EXIT : HookModel.Kind.ENTER;
            ActorState state = trigger == Trigger.REPORT_WARNING ? ActorState.DEGRADED : ActorState.PAUSED;
            try (TestSystem errors = new TestSystem(actor("A").hook("hang", kind, state, null, Returns.UNI,
                    transition -> Uni.createFrom().nothing().onCancellation().invoke(() -> cancelled.add("cancelled"))))) {
                errors.start("A");
                Call call = hang(errors, trigger);
                errors.reportError("A", new IllegalStateException("broken"));
                assertThat(errors.path("A")).isEqualTo("crashed");
                assertThat(errors.transitions.last("A", ActorState.CRASHED).cause()).hasMessage("broken");
                assertThat(cancelled).hasSize(1);
                assertThat(call.message()).isEqualTo(trigger == Trigger.REPORT_WARNING ? "done"
                        : "The " + trigger + " of A was pre-empted by a report_error");
                assertThat(errors.start("A").message()).isEqualTo("done");
            }
        }
    }

    private static Call hang(TestSystem system, Trigger trigger) {
        switch (trigger) {
            case PAUSE:
                return system.pause("A");
            case RESUME:
                system.pause("A");
                return system.resume("A");
            default:
                system.ref("A").reportWarning("slow");
                return system.play(Uni.createFrom().voidItem());
        }
    }

    @Test
    void a_stop_gives_a_pause_in_progress_time_until_its_deadline() {
        open(actor("A").onEnterAsync(ActorState.PAUSED, () -> Uni.createFrom().nothing()));
        system.start("A");
        Call pause = system.pause("A");
        Call stop = system.stop("A");
        assertThat(pause.isDone()).isFalse();
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(pause.message()).isEqualTo("A was told to stop and did not get to it within 20s");
        assertThat(stop.message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("stopped");
    }

    @Test
    void an_error_withdraws_the_question_of_a_guard() {
        open(actor("A").hook("may", HookModel.Kind.GUARD, null, Trigger.PAUSE, Returns.UNI, transition -> Uni.createFrom()
                .nothing().onCancellation().invoke(() -> seen.add("cancelled"))));
        system.start("A");
        Call pause = system.pause("A");
        system.reportError("A", new IllegalStateException("broken"));
        assertThat(pause.message()).isEqualTo("The pause of A was pre-empted by a report_error");
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(seen).containsExactly("cancelled");
    }
}
