package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

class RestartTest extends SystemTest {

    private static final String[] RESTART = { "stopping", "tasks_stopped", "resources_released", "dependencies_stopped",
            "stopped", "starting", "dependencies_started", "resources_acquired", "tasks_started", "healthy" };

    private Hang hang;

    private TestActor withResource() {
        return actor("A").resource("resource", () -> {
            seen.add("acquired");
            return (AutoCloseable) () -> seen.add("released");
        });
    }

    @Test
    void a_restart_is_a_stop_and_a_start() {
        open(withResource());
        system.start("A");
        system.transitions.clear();
        assertThat(system.ref("A").restartState()).isEqualTo(RestartState.IGNORE);
        assertThat(system.restart("A").message()).isEqualTo("done");
        assertThat(system.transitions.of("A")).containsExactly(RESTART);
        assertThat(system.transitions.all()).allMatch(t -> t.trigger() == Trigger.RESTART);
        assertThat(seen).containsExactly("acquired", "released", "acquired");
        assertThat(system.ref("A").restartState()).isEqualTo(RestartState.RESTARTED);
    }

    @Test
    void an_actor_can_be_restarted_again_and_a_start_forgets_it() {
        open(withResource());
        system.start("A");
        system.restart("A");
        assertThat(system.restart("A").message()).isEqualTo("done");
        assertThat(system.ref("A").restartState()).isEqualTo(RestartState.RESTARTED);
        system.stop("A");
        assertThat(system.ref("A").restartState()).isEqualTo(RestartState.IGNORE);
    }

    @Test
    void the_restart_machine_says_how_far_it_is() {
        List<RestartState> states = new ArrayList<>();
        open(
                actor("A").onExit(ActorState.RUNNING, () -> states.add(system.ref("A").restartState()))
                        .onEnter(ActorState.STARTING, () -> states.add(system.ref("A").restartState())));
        system.start("A");
        system.restart("A");
        assertThat(states).containsExactly(RestartState.IGNORE, RestartState.STOPPING, RestartState.STARTING);
    }

    @Test
    void a_paused_actor_runs_after_a_restart() {
        int[] iterations = { 0 };
        open(actor("A").source("task", () -> {
            iterations[0]++;
            return TaskResult.skip();
        }));
        system.start("A");
        system.pause("A");
        int before = iterations[0];
        assertThat(system.restart("A").message()).isEqualTo("done");
        system.stage.advance(Duration.ofMillis(500));
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
        assertThat(iterations[0]).isGreaterThan(before);
    }

    @Test
    void a_crashed_actor_can_be_restarted() {
        open(withResource());
        system.start("A");
        system.reportError("A", new IllegalStateException("broken"));
        system.transitions.clear();
        assertThat(system.restart("A").message()).isEqualTo("done");
        assertThat(system.transitions.of("A")).containsExactly("starting", "dependencies_started", "resources_acquired",
                "tasks_started", "healthy");
        assertThat(seen).containsExactly("acquired", "released", "acquired");
    }

    @Test
    void buffers_and_subscriptions_are_kept() {
        List<Object> consumed = new ArrayList<>();
        open(numbers("P", 100), slowSink("C", "P", consumed));
        system.boot();
        system.stage.advance(Duration.ofMillis(55));
        system.restart("C");
        system.stage.advance(Duration.ofMillis(105));
        system.restart("P");
        Call completion = system.completion("C");
        system.stage.advance(Duration.ofSeconds(10));
        assertThat(completion.message()).isEqualTo("done");
        assertThat(consumed).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    private TestActor numbers(String name, int count) {
        int[] next = { 0 };
        return actor(name).source("numbers", () -> next[0] == count ? TaskResult.success() : next[0]++);
    }

    private TestActor slowSink(String name, String producer, List<Object> consumed) {
        return actor(name).requires(producer).sink("sink", from(producer, "numbers", 10), item -> {
            try {
                system.stage.block(Duration.ofMillis(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            consumed.add(item);
        });
    }

    @Test
    void succeeded_tasks_stay_succeeded_and_stop_and_start_begin_anew() {
        int[] calls = { 0 };
        open(actor("A").source("once", () -> {
            calls[0]++;
            return TaskResult.success();
        }).source("always", TaskResult::skip));
        system.start("A");
        system.restart("A");
        system.reportError("A", new IllegalStateException("broken"));
        system.restart("A");
        assertThat(calls[0]).isEqualTo(1);
        assertThat(system.task("A", "once").state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(system.task("A", "always").state()).isEqualTo(TaskState.RUNNING);
        system.stop("A");
        system.start("A");
        assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void the_iteration_in_hand_is_awaited_and_then_cancelled() {
        open(withResource().source("task", () -> {
            seen.add("begin");
            try {
                system.stage.block(Duration.ofHours(1));
            } finally {
                seen.add("end");
            }
            return null;
        }));
        Call start = system.start("A");
        Call restart = system.restart("A");
        system.stage.advance(Duration.ofMillis(999));
        assertThat(seen).containsExactly("acquired", "begin");
        system.stage.advance(Duration.ofMillis(1));
        assertThat(start.message()).isEqualTo("done");
        assertThat(restart.message()).isEqualTo("done");
        assertThat(seen).containsExactly("acquired", "begin", "end", "released", "acquired", "begin");
        assertThat(system.path("A")).as("a cancelled iteration is no failure").isEqualTo("started.running.healthy");
        assertThat(system.task("A", "task").failed()).isZero();
    }

    @Test
    void an_item_whose_iteration_was_cancelled_is_delivered_again() {
        List<Object> consumed = new ArrayList<>();
        boolean[] hangs = { true };
        open(numbers("P", 3), actor("C").requires("P").asyncSink("sink",
                from("P", "numbers"), item -> {
                    if (item.equals(1) && hangs[0]) {
                        return Uni.createFrom().nothing();
                    }
                    consumed.add(item);
                    return Uni.createFrom().voidItem();
                }));
        system.boot();
        hangs[0] = false;
        system.restart("C");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(consumed).containsExactly(0, 1, 2);
    }

    @Test
    void a_restart_that_does_not_come_to_rest_crashes_the_actor() {
        open(withResource().work("task", () -> system.stage.hang().run()));
        system.start("A");
        Call restart = system.restart("A");
        system.stage.advance(TestSystem.SHUTDOWN_TIMEOUT.plusSeconds(2));
        assertThat(restart.message()).isEqualTo("A did not restart: A did not come to rest within 20s");
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(seen).containsExactly("acquired", "released");
        assertThat(system.log().errors()).contains("A#task did not end although it was interrupted: it is left behind");
    }

    @Test
    void an_actor_whose_task_was_left_behind_does_not_start_before_it_returns() {
        open(actor("A").work("task", () -> hang.run()));
        hang = system.stage.hang();
        system.start("A");
        system.reportError("A", new IllegalStateException("broken"));
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(system.path("A")).isEqualTo("crashed");
        String complaint = "A#task still runs an iteration of the last run of A: "
                + "the actor cannot start before it returns";
        assertThat(system.start("A").message()).isEqualTo("A did not start: " + complaint);
        assertThat(system.restart("A").message()).isEqualTo("A did not restart: " + complaint);
        hang.release();
        system.stage.settle();
        hang = system.stage.hang();
        assertThat(system.start("A").message()).isEqualTo("done");
    }

    @Test
    void a_failing_acquisition_ends_a_restart_in_crashed() {
        boolean[] fails = { false };
        open(actor("A").resource("resource", () -> {
            if (fails[0]) {
                throw new IllegalStateException("no");
            }
            return (AutoCloseable) () -> seen.add("released");
        }));
        system.start("A");
        fails[0] = true;
        assertThat(system.restart("A").message()).isEqualTo(
                "A did not restart: A#resource could not be acquired: java.lang.IllegalStateException: no");
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(system.ref("A").restartState()).isEqualTo(RestartState.IGNORE);
    }

    @Test
    void a_stop_preempts_a_restart_which_releases_what_it_acquired() {
        List<UniEmitter<Object>> emitters = new ArrayList<>();
        open(withResource().asyncResource("second",
                () -> Uni.createFrom().emitter(emitters::add)));
        system.start("A");
        emitters.get(0).complete((AutoCloseable) () -> seen.add("released second"));
        system.stage.settle();
        Call restart = system.restart("A");
        assertThat(seen).containsExactly("acquired", "released second", "released", "acquired");
        Call stop = system.stop("A");
        assertThat(restart.message()).isEqualTo("The restart of A was pre-empted by a stop");
        assertThat(stop.message()).isEqualTo("done");
        assertThat(seen).containsExactly("acquired", "released second", "released", "acquired", "released");
        assertThat(system.path("A")).isEqualTo("stopped");
        assertThat(system.ref("A").restartState()).isEqualTo(RestartState.IGNORE);
        assertThat(system.start("A").isDone()).isFalse();
        emitters.get(2).complete((AutoCloseable) () -> seen.add("released second"));
        system.stage.settle();
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
    }

    @Test
    void a_stop_preempts_a_restart_that_is_stopping() {
        open(withResource().onEnter(ActorState.STOPPING,
                () -> system.stage.block(Duration.ofMillis(10))).source("task", TaskResult::skip));
        system.start("A");
        Call restart = system.restart("A");
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(restart.message()).isEqualTo("The restart of A was pre-empted by a stop");
        assertThat(stop.message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("stopped");
        assertThat(seen).containsExactly("acquired", "released");
        assertThat(system.task("A", "task").state()).isEqualTo(TaskState.INITIALIZED);
    }

    @Test
    void an_error_preempts_a_restart() {
        boolean[] hangs = { false };
        open(withResource().asyncResource("second",
                () -> hangs[0] ? Uni.createFrom().nothing() : Uni.createFrom().item((AutoCloseable) () -> {
                })));
        system.start("A");
        hangs[0] = true;
        Call restart = system.restart("A");
        system.reportError("A", new IllegalStateException("broken"));
        assertThat(restart.message()).isEqualTo("The restart of A was pre-empted by a report_error");
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(seen).containsExactly("acquired", "released", "acquired", "released");
    }

    @Test
    void nothing_restarts_once_the_application_stops() {
        open(actor("A").onEnter(ActorState.STOPPING, () -> {
            throw new IllegalStateException("no");
        }));
        system.start("A");
        system.shutdown();
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(system.restart("A").message())
                .isEqualTo("The restart of A was refused: the application is stopping");
        assertThat(system.start("A").message()).isEqualTo("The start of A was refused: the application is stopping");
    }
}
