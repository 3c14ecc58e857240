package io.quarkiverse.actors.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.task.Task.Hold;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.smallrye.mutiny.Uni;

class IterationTaskTest {

    private final TaskFixture fixture = new TaskFixture();
    private final List<Object> log = new ArrayList<>();
    private int calls;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void succeedsAndItsConsumerAfterIt() {
        Task source = fixture.source("source", numbers(1000));
        Task consumer = fixture.consumer("consumer", 16, logging(), source);
        fixture.start(source, consumer);

        assertThat(log).hasSize(1000).startsWith(0, 1, 2).endsWith(998, 999).doesNotHaveDuplicates();
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "consumer SUCCEEDED");
        assertThat(source.snapshot().emitted()).isEqualTo(1000);
        assertThat(source.snapshot().iterations()).isEqualTo(1001);
        assertThat(consumer.snapshot().iterations()).isEqualTo(1000);
    }

    @Test
    void aLastValueIsEmitted() {
        Task source = fixture.source("source", (actor, none) -> calls++ == 0 ? TaskResult.emit("a") : TaskResult.success("b"));
        fixture.start(source, fixture.consumer("consumer", 16, logging(), source));

        assertThat(log).containsExactly("a", "b");
    }

    @Test
    void aFailureEndsIt() {
        Task source = fixture.source("source", (actor, none) -> {
            throw new IllegalStateException("broken");
        });
        Task consumer = fixture.consumer("consumer", 16, logging(), source);
        fixture.start(source, consumer);

        assertThat(fixture.events).containsExactly("source FAILED broken");
        assertThat(source.state()).isEqualTo(TaskState.CRASHED);
        assertThat(source.snapshot().lastFailure()).hasMessage("broken");
        assertThat(consumer.isEnded()).as("it waits for the next run of the producer").isFalse();
    }

    @Test
    void aFailingConsumerLeavesTheItemInHandAndWhatIsBuffered() {
        Task source = fixture.source("source", numbers(3));
        Task consumer = fixture.consumer("consumer", 16, (actor, items) -> TaskResult.failure(new Exception("bad")), source);
        fixture.start(source, consumer);

        assertThat(fixture.events).containsExactly("source SUCCEEDED", "consumer left 3 of Actor#source",
                "consumer FAILED bad");
    }

    @Test
    void retriesWithTheSameItem() {
        Task source = fixture.source("source", numbers(3));
        Task consumer = fixture.consumer("consumer", 16, (actor, items) -> {
            log.add(items[0]);
            return calls++ == 1 ? TaskResult.retry() : null;
        }, source);
        fixture.start(source, consumer);

        assertThat(log).containsExactly(0, 1, 1, 2);
        assertThat(consumer.snapshot().retried()).isEqualTo(1);
    }

    @Test
    void retriesAfterADelay() {
        Task source = fixture.source("source", numbers(2));
        Task consumer = fixture.consumer("consumer", 16, (actor, items) -> {
            log.add(items[0]);
            return calls++ == 0 ? TaskResult.retry(Duration.ofSeconds(1)) : null;
        }, source);
        fixture.start(source, consumer);
        assertThat(log).containsExactly(0);
        assertThat(consumer.state()).isEqualTo(TaskState.RETRYING);

        fixture.stage.advance(Duration.ofMillis(999));
        assertThat(log).containsExactly(0);
        fixture.stage.advance(Duration.ofMillis(1));
        assertThat(log).containsExactly(0, 0, 1);
    }

    @Test
    void aSourceThatSkipsBacksOffUntilItHasSomethingAgain() {
        fixture.start(fixture.source("source", (actor, none) -> {
            log.add(fixture.stage.now().toMillis());
            return ++calls % 10 == 0 ? "something" : TaskResult.skip();
        }));
        fixture.stage.advance(Duration.ofMillis(430));

        assertThat(log).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 227L, 327L, 327L, 328L, 330L, 334L, 342L, 358L,
                390L);
    }

    @Test
    void aHeldTaskKeepsWhatWasEmittedToIt() {
        Task source = fixture.source("source", numbers(10));
        Task consumer = fixture.consumer("consumer", 4, logging(), source);
        consumer.hold(Hold.PAUSE);
        source.prepare();
        consumer.join();
        source.begin(this);
        consumer.begin(this);
        fixture.stage.settle();
        assertThat(log).isEmpty();
        assertThat(source.snapshot().emitted()).as("no more than the buffer").isEqualTo(4);

        consumer.release(Hold.PAUSE);
        fixture.stage.settle();
        assertThat(log).hasSize(10);
    }

    @Test
    void aStoppedConsumerDrains() {
        Task source = fixture.source("source", numbers(100));
        Task consumer = fixture.consumer("consumer", 8, logging(), source);
        consumer.hold(Hold.PAUSE);
        source.prepare();
        consumer.join();
        source.begin(this);
        consumer.begin(this);
        fixture.stage.settle();
        source.stop(stream -> false);
        fixture.stop(consumer);

        assertThat(log).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(fixture.events).containsExactly("source STOPPED", "consumer STOPPED");
    }

    @Test
    void aStoppedConsumerTakesNothingMoreFromAProducerThatGoesOn() {
        Task source = fixture.source("source", (actor, none) -> ++calls);
        Task consumer = fixture.consumer("consumer", 8, logging(), source);
        consumer.hold(Hold.PAUSE);
        consumer.join();
        source.begin(this);
        consumer.begin(this);
        fixture.stage.settle();
        source.hold(Hold.PAUSE);
        consumer.stop(stream -> true);
        fixture.stage.settle();

        assertThat(log).hasSize(8);
        assertThat(fixture.events).containsExactly("consumer STOPPED");
    }

    @Test
    void aCutConsumerLeavesWhatIsBuffered() {
        Task source = fixture.source("source", numbers(100));
        Task consumer = fixture.consumer("consumer", 8, logging(), source);
        consumer.hold(Hold.PAUSE);
        source.prepare();
        consumer.join();
        source.begin(this);
        consumer.begin(this);
        fixture.stage.settle();
        consumer.cut();
        fixture.stage.settle();

        assertThat(log).isEmpty();
        assertThat(fixture.events).contains("consumer left 8 of Actor#source", "consumer STOPPED");
        assertThat(source.state()).as("nobody holds it back").isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void beginsAnewAfterItsEnd() {
        Task source = fixture.source("source", (actor, none) -> ++calls % 4 == 0 ? TaskResult.success() : calls);
        Task consumer = fixture.consumer("consumer", 8, logging(), source);
        fixture.start(source, consumer);
        fixture.start(source, consumer);

        assertThat(log).containsExactly(1, 2, 3, 5, 6, 7);
    }

    @Test
    void waitsForAUni() {
        List<CompletableFuture<Object>> pending = new ArrayList<>();
        Task source = fixture.task("source", Returns.UNI, Threading.NON_BLOCKING, true, (actor, none) -> {
            CompletableFuture<Object> future = new CompletableFuture<>();
            pending.add(future);
            return Uni.createFrom().completionStage(future);
        }, 0);
        Task consumer = fixture.consumer("consumer", 8, logging(), source);
        fixture.start(source, consumer);
        assertThat(pending).hasSize(1);

        pending.get(0).complete("a");
        fixture.stage.settle();
        assertThat(log).containsExactly("a");
        assertThat(pending).hasSize(2);
        pending.get(1).complete(TaskResult.success());
        fixture.stage.settle();
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "consumer SUCCEEDED");
    }

    @Test
    void whatWasEmittedBeforeAUniIsWaitedForIsSeen() {
        Task source = fixture.task("source", Returns.UNI, Threading.NON_BLOCKING, true,
                (actor, none) -> ++calls > 100 ? Uni.createFrom().nothing() : Uni.createFrom().item(calls), 0);
        Task consumer = fixture.consumer("consumer", 256, logging(), source);
        fixture.start(source, consumer);

        assertThat(log).hasSize(100);
    }

    @Test
    void aUniInHandIsCancelledOnStop() {
        Task source = fixture.task("source", Returns.UNI, Threading.NON_BLOCKING, true,
                (actor, none) -> Uni.createFrom().nothing().onCancellation().invoke(() -> log.add("cancelled")), 0);
        fixture.start(source);
        fixture.stop(source);
        assertThat(source.isEnded()).as("it is awaited").isFalse();
        source.cancelInHand();
        fixture.stage.settle();

        assertThat(log).containsExactly("cancelled");
        assertThat(fixture.events).containsExactly("source STOPPED");
    }

    @Test
    void aBlockedIterationIsInterruptedOnStop() {
        Task source = fixture.task("source", Returns.VALUE, Threading.BLOCKING, true, (actor, none) -> {
            fixture.stage.block(Duration.ofMinutes(1));
            return "late";
        }, 0);
        fixture.start(source);
        fixture.stop(source);
        assertThat(source.isEnded()).isFalse();
        source.cancelInHand();
        fixture.stage.settle();

        assertThat(fixture.events).containsExactly("source STOPPED");
    }

    @Test
    void aBlockedIterationThatIsInterruptedForAHoldGoesOnWithItsItem() {
        Task source = fixture.source("source", numbers(2));
        Task consumer = fixture.task("consumer", Returns.VALUE, Threading.BLOCKING, false, (actor, items) -> {
            log.add(items[0]);
            if (calls++ == 0) {
                fixture.stage.block(Duration.ofMinutes(1));
            }
            return null;
        }, 8, source);
        fixture.start(source, consumer);
        consumer.hold(Hold.RESTART);
        consumer.cancelInHand();
        fixture.stage.settle();
        assertThat(consumer.isEnded()).isFalse();
        consumer.release(Hold.RESTART);
        fixture.stage.settle();

        assertThat(log).containsExactly(0, 0, 1);
    }

    @Test
    void whatABlockedIterationWasPrecededByIsSeen() {
        Task source = fixture.task("source", Returns.VALUE, Threading.BLOCKING, true, (actor, none) -> {
            if (++calls == 100) {
                fixture.stage.block(Duration.ofMinutes(1));
            }
            return calls > 100 ? TaskResult.success() : calls;
        }, 0);
        Task consumer = fixture.consumer("consumer", 256, logging(), source);
        fixture.start(source, consumer);
        fixture.stage.advance(Duration.ofMillis(5));

        assertThat(log).hasSize(99);
    }

    private MethodCall numbers(int count) {
        int[] next = { 0 };
        return (actor, none) -> next[0] == count ? TaskResult.success() : next[0]++;
    }

    private MethodCall logging() {
        return (actor, items) -> {
            log.add(items[0]);
            return null;
        };
    }
}
