package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.testing.Stage;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Uni;

/** Iterations that take longer than they may. */
class TimeLimitTest extends SystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static TestActor mail(TestActor.Action send) {
        return actor("Mail").work("send", send).within(LIMIT);
    }

    private Throwable failure() {
        return system.task("Mail", "send").lastFailure();
    }

    private TaskState state() {
        return system.task("Mail", "send").state();
    }

    private void hasFailedAfter(Duration limit) {
        system.stage.advance(limit.minusMillis(1));
        assertThat(state()).isEqualTo(TaskState.RUNNING);
        system.stage.advance(Duration.ofMillis(1));
        assertThat(state()).isEqualTo(TaskState.CRASHED);
        assertThat(failure()).isInstanceOf(TimeoutException.class).hasMessage("Mail#send took longer than 2s");
        assertThat(system.task("Mail", "send").failed()).isEqualTo(1);
    }

    @Test
    void a_blocking_iteration_is_interrupted() {
        open(mail(() -> system.stage.block(Duration.ofHours(1))));
        system.boot();
        hasFailedAfter(LIMIT);
        assertThat(failure().getCause()).as("tells where it was").isInstanceOf(InterruptedException.class);
    }

    @Test
    void a_uni_is_cancelled() {
        open(actor("Mail").asyncSource("send",
                () -> Uni.createFrom().nothing().onCancellation().invoke(() -> seen.add("cancelled"))).within(LIMIT));
        system.boot();
        hasFailedAfter(LIMIT);
        assertThat(seen).containsExactly("cancelled");
    }

    @Test
    void a_stage_is_cancelled() {
        CompletableFuture<Object> sending = new CompletableFuture<>();
        open(actor("Mail").task("send", Returns.STAGE, true, List.of(), none -> sending).within(LIMIT));
        system.boot();
        hasFailedAfter(LIMIT);
        assertThat(sending).isCancelled();
    }

    @Test
    void a_blocking_iteration_that_ignores_the_interrupt_fails_when_it_returns() {
        Stage.Hang[] hang = { null };
        open(actor("Mail").source("send", () -> {
            hang[0] = system.stage.hang();
            hang[0].run();
            return "late";
        }).within(LIMIT), actor("B").requires("Mail").sink("sink", from("Mail", "send"), item -> seen.add("" + item)));
        system.boot();
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(state()).isEqualTo(TaskState.RUNNING);
        hang[0].release();
        system.stage.settle();
        assertThat(state()).isEqualTo(TaskState.CRASHED);
        assertThat(failure()).isInstanceOf(TimeoutException.class).hasMessage("Mail#send took longer than 2s").hasNoCause();
        assertThat(seen).as("what comes late does not count").isEmpty();
    }

    @Test
    void a_method_on_the_event_loop_fails_when_it_returns_and_is_not_interrupted() {
        boolean[] interrupted = { false };
        open(mail(() -> {
            try {
                system.stage.block(Duration.ofSeconds(3));
            } catch (InterruptedException e) {
                interrupted[0] = true;
            }
        }).with(TimeLimitTest::onEventLoop, settings -> settings));
        system.boot();
        system.stage.advance(Duration.ofSeconds(3));
        assertThat(failure()).isInstanceOf(TimeoutException.class).hasMessage("Mail#send took longer than 2s");
        assertThat(interrupted).containsExactly(false);
    }

    private static TaskModel onEventLoop(TaskModel model) {
        MethodModel method = model.method();
        return TaskModel.of(model.name(),
                new MethodModel(method.name(), method.call(), method.returns(), method.emits(), Threading.NON_BLOCKING),
                model.inputs());
    }

    @Test
    void an_iteration_within_its_limit_is_left_alone() {
        int[] calls = { 0 };
        open(mail(() -> {
            calls[0]++;
            system.stage.block(Duration.ofMillis(1999));
        }), actor("B").asyncSource("task", () -> Uni.createFrom().item(TaskResult.success())).within(LIMIT));
        system.boot();
        system.stage.advance(Duration.ofSeconds(60));
        assertThat(calls[0]).isEqualTo(31);
        assertThat(state()).isEqualTo(TaskState.RUNNING);
        system.stop("Mail");
        system.stage.advance(Duration.ofMillis(1100));
        assertThat(system.stage.timers()).as("every timer was withdrawn").isZero();
    }

    @Test
    void an_iteration_that_fails_by_itself_fails_with_that() {
        open(mail(() -> {
            throw new IllegalStateException("broken");
        }));
        system.boot();
        assertThat(failure()).isInstanceOf(IllegalStateException.class).hasMessage("broken");
    }

    @Test
    void the_interrupt_does_not_reach_what_the_thread_does_next() {
        boolean[] interrupted = { true };
        open(mail(() -> {
            try {
                system.stage.block(Duration.ofHours(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw e;
            } finally {
                system.stage.execute(() -> interrupted[0] = Thread.currentThread().isInterrupted());
            }
        }));
        system.boot();
        system.stage.advance(LIMIT);
        assertThat(state()).isEqualTo(TaskState.CRASHED);
        assertThat(interrupted).containsExactly(false);
    }

    @Test
    void a_consumer_loses_the_item_and_says_so() {
        open(actor("P").source("one", () -> TaskResult.success("item")),
                actor("Mail").requires("P").asyncSink("send", from("P", "one"), item -> Uni.createFrom().nothing())
                        .within(LIMIT));
        system.boot();
        hasFailedAfter(LIMIT);
        assertThat(system.log().messages()).contains("Mail#send gives up an item after 1 attempt(s)");
    }

    @Test
    void a_periodic_iteration_is_limited_too() {
        int[] calls = { 0 };
        open(actor("Mail").work("send", () -> {
            if (++calls[0] == 3) {
                system.stage.block(Duration.ofHours(1));
            }
        }).every(Duration.ofSeconds(1)).within(LIMIT));
        system.boot();
        system.stage.advance(Duration.ofSeconds(2));
        hasFailedAfter(LIMIT);
        assertThat(calls[0]).isEqualTo(3);
        assertThat(system.task("Mail", "send").skipped()).isEqualTo(1);
    }

    @Test
    void an_iteration_that_is_cancelled_has_not_failed() {
        open(mail(() -> system.stage.block(Duration.ofHours(1))).whileIn(ActorState.HEALTHY));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        system.pause("Mail");
        system.stage.advance(Duration.ofSeconds(10));
        assertThat(state()).isEqualTo(TaskState.INITIALIZED);
        assertThat(failure()).isNull();
    }
}
