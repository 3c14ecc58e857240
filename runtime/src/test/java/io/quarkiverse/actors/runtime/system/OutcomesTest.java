package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Uni;

/** What becomes of an iteration, for every kind of it and everything that it may return. */
class OutcomesTest extends SystemTest {

    private static final Duration DELAY = Duration.ofMillis(700);

    /** The kinds of tasks. */
    enum Kind {
        BLOCKING_SOURCE,
        UNI_SOURCE,
        SUSPENDED_SOURCE,
        STAGE_SOURCE,
        BLOCKING_PERIODIC,
        UNI_PERIODIC,
        SUSPENDED_PERIODIC,
        BLOCKING_CONSUMER,
        UNI_CONSUMER,
        SUSPENDED_CONSUMER,
        STAGE_CONSUMER;

        boolean isConsumer() {
            return name().endsWith("CONSUMER");
        }

        boolean isPeriodic() {
            return name().endsWith("PERIODIC");
        }

        boolean isContinuousSource() {
            return name().endsWith("SOURCE");
        }
    }

    /** What is emitted. */
    private final List<Object> emitted = new ArrayList<>();
    /** What iterations were called with, and when. */
    private final List<String> calls = new ArrayList<>();

    /** An actor whose iterations have these outcomes one after another, and whatever comes after them skips. */
    @SafeVarargs
    private void play(Kind kind, Supplier<Object>... outcomes) {
        Returns returns = switch (kind.name().split("_")[0]) {
            case "BLOCKING" -> Returns.VALUE;
            case "STAGE" -> Returns.STAGE;
            default -> Returns.UNI;
        };
        TestActor task = actor("A").requires("P");
        List<InputModel> inputs = kind.isConsumer() ? List.of(from("P", "items")) : List.of();
        task.task("task", returns, true, inputs, item -> {
            calls.add((item == null ? "" : item + " ") + "at " + system.stage.now().toMillis());
            Supplier<Object> outcome = calls.size() > outcomes.length ? TaskResult::skip : outcomes[calls.size() - 1];
            return wrap(kind, returns, outcome);
        });
        if (kind.isPeriodic()) {
            task.every(Duration.ofMillis(500));
        }
        int[] next = { 0 };
        open(actor("P").source("items", () -> next[0] == 3 ? TaskResult.success() : "item" + next[0]++), task,
                actor("B").requires("A").sink("sink", from("A", "task"), emitted::add));
        system.boot();
        system.stage.advance(Duration.ofMillis(40));
    }

    private Object wrap(Kind kind, Returns returns, Supplier<Object> outcome) {
        if (returns == Returns.VALUE) {
            return outcome.get();
        }
        Uni<Object> uni = Uni.createFrom().item(outcome);
        if (kind.name().startsWith("SUSPENDED")) {
            return Uni.createFrom().emitter(emitter -> system.stage.later(Duration.ofMillis(10),
                    () -> uni.subscribe().with(emitter::complete, emitter::fail)));
        }
        return returns == Returns.STAGE ? CompletableFuture.supplyAsync(outcome, Runnable::run) : uni;
    }

    private TaskSnapshot task() {
        return system.task("A", "task");
    }

    /** Plays what comes at the first ticks, or what comes to a consumer. */
    private void playOn() {
        system.stage.advance(Duration.ofMillis(1040));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void emit(Kind kind) {
        play(kind, () -> TaskResult.emit("a"), () -> "b", TaskResult::success);
        playOn();
        assertThat(emitted).containsExactly("a", "b");
        assertThat(task().emitted()).isEqualTo(2);
        assertThat(task().iterations()).isEqualTo(3);
        assertThat(task().skipped()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void proceed(Kind kind) {
        play(kind, TaskResult::proceed, () -> TaskResult.emit("a"), TaskResult::success);
        playOn();
        assertThat(emitted).containsExactly("a");
        assertThat(task().skipped()).isZero();
        assertThat(task().iterations()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void skip(Kind kind) {
        play(kind, TaskResult::skip, () -> null, () -> TaskResult.success("a"));
        playOn();
        assertThat(emitted).containsExactly("a");
        assertThat(task().skipped()).isEqualTo(2);
        assertThat(task().iterations()).isEqualTo(3);
        assertThat(task().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void success(Kind kind) {
        play(kind, TaskResult::success);
        playOn();
        assertThat(emitted).isEmpty();
        assertThat(calls).hasSize(1);
        assertThat(task().state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(system.task("B", "sink").state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(system.stop("A").message()).isEqualTo("done");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void success_with_a_last_value(Kind kind) {
        play(kind, () -> TaskResult.success("last"));
        playOn();
        assertThat(emitted).containsExactly("last");
        assertThat(task().emitted()).isEqualTo(1);
        assertThat(task().state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(system.task("B", "sink").state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void failure(Kind kind) {
        play(kind, () -> "a", () -> TaskResult.failure(new IllegalStateException("broken")));
        playOn();
        hasFailed();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void an_exception(Kind kind) {
        play(kind, () -> "a", () -> {
            throw new IllegalStateException("broken");
        });
        playOn();
        hasFailed();
    }

    private void hasFailed() {
        assertThat(calls).hasSize(2);
        assertThat(task().emitted()).isEqualTo(1);
        assertThat(task().failed()).isEqualTo(1);
        assertThat(task().lastFailure()).isInstanceOf(IllegalStateException.class).hasMessage("broken");
        assertThat(task().state()).isEqualTo(TaskState.CRASHED);
        assertThat(system.log().errors())
                .contains("A crashed: A#task failed, and no restart is left: java.lang.IllegalStateException: broken");
        assertThat(system.path("A")).isEqualTo("crashed");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void retry(Kind kind) {
        play(kind, TaskResult::retry, TaskResult::retry, () -> TaskResult.success("a"));
        system.stage.advance(Duration.ofMillis(10));
        assertThat(emitted).containsExactly("a");
        assertThat(task().retried()).isEqualTo(2);
        assertThat(task().iterations()).isEqualTo(3);
        if (kind.isConsumer()) {
            assertThat(calls).as("the same item").allSatisfy(call -> assertThat(call).startsWith("item0 "));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void retry_after_a_delay(Kind kind) {
        play(kind, () -> TaskResult.retry(DELAY), () -> TaskResult.success("a"));
        assertThat(task().state()).isEqualTo(TaskState.RETRYING);
        int took = kind.name().startsWith("SUSPENDED") ? 10 : 0;
        system.stage.advance(DELAY);
        String item = kind.isConsumer() ? "item0 " : "";
        assertThat(calls).containsExactly(item + "at 0", item + "at " + (took + DELAY.toMillis()));
        assertThat(emitted).containsExactly("a");
        assertThat(task().retried()).isEqualTo(1);
        assertThat(task().skipped()).isEqualTo(kind.isPeriodic() ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_stop_during_a_delay_does_not_wait_for_it(Kind kind) {
        play(kind, () -> TaskResult.retry(Duration.ofHours(1)), () -> "a");
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofMillis(30));
        assertThat(stop.message()).isEqualTo("done");
        if (kind.isConsumer()) {
            assertThat(calls).as("the item is not lost").hasSize(4).element(1).asString().startsWith("item0 at 40");
            assertThat(emitted).containsExactly("a");
        } else {
            assertThat(calls).hasSize(1);
        }
        assertThat(task().state()).isEqualTo(TaskState.INITIALIZED);
        assertThat(system.log().messages()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_pause_does_not_end_a_delay(Kind kind) {
        play(kind, () -> TaskResult.retry(DELAY), () -> TaskResult.success("a"));
        system.pause("A");
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(calls).hasSize(1);
        system.resume("A");
        system.stage.advance(Duration.ofMillis(10));
        assertThat(calls).hasSize(2);
        assertThat(emitted).containsExactly("a");
    }

    @Test
    void a_delay_releases_the_turn() {
        open(actor("A").source("retrying", () -> TaskResult.retry(DELAY)).source("other", () -> {
            calls.add("other");
            return TaskResult.success();
        }));
        system.boot();
        assertThat(calls).containsExactly("other");
    }

    @Test
    void a_delay_that_is_asked_for_again_during_a_stop_is_kept() {
        open(actor("P").source("one", () -> TaskResult.success("item")),
                actor("A").requires("P").pipe("task", from("P", "one"), item -> {
                    calls.add("at " + system.stage.now().toMillis());
                    return calls.size() < 3 ? TaskResult.retry(Duration.ofSeconds(2)) : null;
                }));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(3));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(calls).containsExactly("at 0", "at 1000", "at 3000");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_source_that_has_nothing_costs_almost_nothing(Kind kind) {
        if (!kind.isContinuousSource()) {
            return;
        }
        play(kind);
        system.stage.advance(Duration.ofSeconds(60));
        assertThat(calls.size()).as("at 0, 1, 3, 7, 15, 31, 63, 127 ms and every 100 ms from then on").isBetween(540, 610);
        assertThat(task().skipped()).isBetween(task().iterations() - 1, task().iterations());
    }
}
