package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.VirtualStage;
import io.smallrye.mutiny.Uni;

/** What was given up and still runs: {@code stopped} promises that there is nothing of that kind. */
class LeftoversTest extends SystemTest {

    private static final String ACQUIRING = "A#second is still being acquired for the last run of A: "
            + "the actor cannot start before it returns";

    private final VirtualStage stage = new VirtualStage();
    private final Hang hang = stage.hang();

    private void play(TestActor actor) {
        system = new TestSystem(stage, List.of(actor));
    }

    private Callable<Object> hanging(String name) {
        return () -> {
            hang.run();
            return visible(name).call();
        };
    }

    // acquisitions

    @Test
    void a_stop_waits_for_an_acquisition_and_for_the_release_of_what_it_yields() {
        play(actor("A").resource("first", visible("first")).resource("second", hanging("second")));
        Call start = system.start("A");
        Call stop = system.stop("A");
        stage.advance(Duration.ofSeconds(5));
        assertThat(start.message()).isEqualTo("The start of A was pre-empted by a stop");
        assertThat(stop.isDone()).isFalse();
        assertThat(system.path("A")).isEqualTo("stopping.tasks_stopped");
        hang.release();
        stage.settle();
        assertThat(stop.message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("stopped");
        assertThat(seen).containsExactly("+first", "+second", "-second", "-first");
    }

    @Test
    void a_stop_waits_for_a_stage_that_nobody_can_cancel() {
        CompletableFuture<Object> late = new CompletableFuture<>();
        play(actor("A").resource("resource", "", false, Returns.STAGE, () -> late));
        system.start("A");
        Call stop = system.stop("A");
        assertThat(stop.isDone()).isFalse();
        late.complete((AutoCloseable) () -> seen.add("released"));
        stage.settle();
        assertThat(stop.message()).isEqualTo("done");
        assertThat(seen).containsExactly("released");
    }

    @Test
    void a_stop_ends_in_crashed_if_an_acquisition_does_not_return_in_time() {
        play(actor("A").resource("first", visible("first")).resource("second", hanging("second")));
        system.start("A");
        Call stop = system.stop("A");
        stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(stop.message()).isEqualTo("A did not stop within 20s: held by the acquisition of A#second");
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(seen).as("the others are released").containsExactly("+first", "-first");

        assertThat(system.start("A").message()).isEqualTo(ACQUIRING);
        assertThat(system.restart("A").message()).isEqualTo(ACQUIRING);
        assertThat(system.path("A")).isEqualTo("crashed");
        hang.release();
        stage.settle();
        assertThat(seen).containsExactly("+first", "-first", "+second", "-second");
        assertThat(system.start("A").message()).isEqualTo("done");
    }

    @Test
    void a_second_stop_waits_once_more() {
        play(actor("A").resource("second", hanging("second")));
        system.start("A");
        system.stop("A");
        stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(system.path("A")).isEqualTo("crashed");
        Call stop = system.stop("A");
        stage.advance(Duration.ofSeconds(5));
        assertThat(stop.isDone()).isFalse();
        hang.release();
        stage.settle();
        assertThat(stop.message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("stopped");
    }

    @Test
    void a_crash_leaves_an_acquisition_behind_after_a_while_and_a_start_is_refused() {
        play(actor("A").resource("first", visible("first")).resource("second", Duration.ofSeconds(3), hanging("second")));
        Call start = system.start("A");
        stage.advance(Duration.ofSeconds(4));
        assertThat(start.message()).isEqualTo("A did not start: A#second could not be acquired: "
                + "java.util.concurrent.TimeoutException: A#second was not acquired within 3s");
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(seen).containsExactly("+first", "-first");
        assertThat(system.start("A").message()).isEqualTo(ACQUIRING);
        hang.release();
        stage.settle();
        assertThat(system.start("A").message()).isEqualTo("done");
    }

    @Test
    void an_optional_acquisition_that_was_given_up_holds_the_next_stop() {
        play(actor("A").resource("second", "PT1S", true, Returns.VALUE, hanging("second")));
        Call start = system.start("A");
        stage.advance(Duration.ofSeconds(1));
        assertThat(start.message()).isEqualTo("done");
        Call stop = system.stop("A");
        assertThat(stop.isDone()).isFalse();
        hang.release();
        stage.settle();
        assertThat(stop.message()).isEqualTo("done");
        assertThat(seen).containsExactly("+second", "-second");
    }

    // releases

    @Test
    void a_release_that_takes_longer_than_its_limit_holds_the_stop() {
        play(actor("A").resource("first", visible("first")).resource("second", Duration.ofSeconds(1),
                () -> (AutoCloseable) () -> {
                    hang.run();
                    seen.add("-second");
                }));
        system.start("A");
        Call stop = system.stop("A");
        stage.advance(Duration.ofSeconds(2));
        assertThat(seen).as("the next one has begun").containsExactly("+first", "-first");
        assertThat(system.path("A")).isEqualTo("stopping.tasks_stopped");
        hang.release();
        stage.settle();
        assertThat(stop.message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("stopped");
    }

    @Test
    void a_release_that_does_not_return_ends_the_stop_in_crashed() {
        play(actor("A").resource("second", Duration.ofSeconds(1), () -> (AutoCloseable) hang::run));
        system.start("A");
        Call stop = system.stop("A");
        stage.advance(TestSystem.SHUTDOWN_TIMEOUT.minusMillis(1));
        assertThat(stop.isDone()).isFalse();
        stage.advance(Duration.ofMillis(1));
        assertThat(stop.message()).isEqualTo("A did not stop within 20s: held by the release of A#second");
        assertThat(system.path("A")).isEqualTo("crashed");
    }

    // tasks and hooks

    @Test
    void a_second_stop_waits_for_an_iteration_that_was_left_behind() {
        play(actor("A").work("work", hang::run));
        system.start("A");
        Call first = system.stop("A");
        stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(first.message()).isEqualTo("A did not stop within 20s: held by A#work");
        Call second = system.stop("A");
        stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(second.message()).isEqualTo("A did not stop within 20s: held by A#work");
        Call third = system.stop("A");
        stage.advance(Duration.ofSeconds(5));
        assertThat(third.isDone()).isFalse();
        hang.release();
        stage.settle();
        assertThat(third.message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("stopped");
    }

    @Test
    void a_stop_waits_for_a_hook_of_the_start_that_it_preempted() {
        play(actor("A").onEnter(ActorState.STARTING, hang::run));
        system.start("A");
        Call stop = system.stop("A");
        stage.advance(Duration.ofSeconds(5));
        assertThat(stop.isDone()).isFalse();
        hang.release();
        stage.settle();
        assertThat(stop.message()).isEqualTo("done");
    }

    @Test
    void a_hook_that_does_not_return_ends_the_stop_in_crashed() {
        play(actor("A").onEnter(ActorState.STARTING, hang::run));
        system.start("A");
        Call stop = system.stop("A");
        stage.advance(TestSystem.SHUTDOWN_TIMEOUT);
        assertThat(stop.message()).isEqualTo("A did not stop within 20s: held by A#enter, @OnEnter(STARTING)");
        assertThat(system.path("A")).isEqualTo("crashed");
        hang.release();
        stage.settle();
    }

    @Test
    void a_cancelled_hook_holds_nothing() {
        play(actor("A").onEnterAsync(ActorState.STARTING, () -> Uni.createFrom().nothing()));
        system.start("A");
        assertThat(system.stop("A").message()).isEqualTo("done");
    }

    // restarts

    @Test
    void a_restart_that_was_preempted_while_it_was_stopped_leaves_no_task_behind() {
        int[] emitted = { 0 };
        system = new TestSystem(stage, List.of(
                actor("P").source("numbers", () -> emitted[0]++ < 100 ? "item" : TaskResult.success()),
                actor("A").requires("P").onEnterAsync(ActorState.STOPPED, () -> Uni.createFrom().emitter(emitter -> stage.later(
                        Duration.ofSeconds(1), () -> emitter.fail(new IllegalStateException("no")))))
                        .sink("sink", from("P", "numbers", 1), item -> block())));
        system.boot();
        Call restart = system.restart("A");
        stage.advance(Duration.ofMillis(1500));
        assertThat(system.path("A")).isEqualTo("stopped");
        Call stop = system.stop("A");
        stage.advance(Duration.ofSeconds(5));
        assertThat(restart.message()).isEqualTo("The restart of A was pre-empted by a stop");
        assertThat(restart.failure().getSuppressed()).extracting(Throwable::getMessage)
                .containsExactly("A#enter, @OnEnter(STOPPED) failed: java.lang.IllegalStateException: no");
        assertThat(stop.message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo("stopped");
        assertThat(emitted[0]).as("nobody holds the producer back").isGreaterThan(100);
    }

    private void block() {
        try {
            stage.block(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
