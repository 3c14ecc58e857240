package io.quarkiverse.actors.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.ScheduleModel;
import io.quarkiverse.actors.runtime.model.SupervisionModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.task.Task.Hold;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.smallrye.mutiny.Uni;

class ConcurrentTaskTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TaskFixture fixture = new TaskFixture();
    private final List<Object> log = Collections.synchronizedList(new ArrayList<>());
    /** Of asynchronous iterations, by what they were given, or by their number. */
    private final Map<Object, CompletableFuture<Object>> pending = new LinkedHashMap<>();
    private int inside;
    private int most;
    private int calls;

    @AfterEach
    void close() {
        fixture.close();
    }

    // how many, and in which order

    @Test
    void severalIterationsBlockAtTheSameTime() {
        Task source = numbers(6);
        Task consumer = consumer(3, Threading.BLOCKING, blocking(SECOND), source);
        fixture.start(source, consumer);
        fixture.stage.advance(Duration.ofMillis(1100));
        assertThat(log).containsExactlyInAnyOrder(1, 2, 3);
        fixture.stage.advance(SECOND);

        assertThat(log).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(most).isEqualTo(3);
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task SUCCEEDED");
        assertThat(consumer.snapshot().iterations()).isEqualTo(6);
    }

    @Test
    void virtualThreadsToo() {
        Task source = numbers(50);
        fixture.start(source, consumer(50, Threading.VIRTUAL, blocking(SECOND), source));
        fixture.stage.advance(Duration.ofMillis(1100));

        assertThat(log).hasSize(50);
        assertThat(most).isEqualTo(50);
    }

    @Test
    void severalUnisArePendingAtTheSameTime() {
        Task source = numbers(4);
        Task consumer = asyncConsumer(2, source);
        fixture.start(source, consumer);
        assertThat(pending.keySet()).containsExactly(1, 2);

        complete(2, null);
        assertThat(pending.keySet()).containsExactly(1, 2, 3);
        complete(3, null);
        complete(4, null);
        assertThat(fixture.events).containsExactly("source SUCCEEDED");
        complete(1, null);
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task SUCCEEDED");
        assertThat(consumer.snapshot().iterations()).isEqualTo(4);
    }

    @Test
    void resultsAreEmittedInTheOrderOfTheirEnds() {
        Task source = numbers(3);
        Task task = task(3, Returns.UNI, Threading.NON_BLOCKING, true, this::later, source);
        fixture.start(source, task, logging(16, task));
        complete(3, "c");
        complete(1, "a");
        complete(2, "b");

        assertThat(log).containsExactly("c", "a", "b");
        assertThat(task.snapshot().emitted()).isEqualTo(3);
    }

    @Test
    void takesItemsOfSeveralStreams() {
        Task one = numbers(10);
        Task other = fixture.source("other", numbers(10, 100));
        Task consumer = consumer(4, Threading.NON_BLOCKING, adding(), one, other);
        fixture.start(one, other, consumer);

        assertThat(log).containsExactlyInAnyOrderElementsOf(
                Stream.concat(IntStream.rangeClosed(1, 10).boxed(), IntStream.rangeClosed(101, 110).boxed()).toList());
    }

    @Test
    void takesBatches() {
        Task source = numbers(5);
        InputModel input = new InputModel("source", "source", 16, Overflow.BACKPRESSURE, 2, "");
        fixture.start(source, task(2, Returns.UNI, Threading.NON_BLOCKING, false, ActorState.RUNNING, null, this::later,
                List.of(input), source));
        assertThat(pending.keySet()).containsExactly(List.of(1, 2), List.of(3, 4));

        complete(List.of(3, 4), null);
        assertThat(pending.keySet()).contains(List.of(5));
        pending.get(List.of(1, 2)).completeExceptionally(new IllegalStateException("bad"));
        complete(List.of(5), null);
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task gave up [1, 2]", "task FAILED bad");
    }

    // outcomes

    @Test
    void aSourceSucceedsOnceThoseInHandHaveEnded() {
        Task source = asyncSource(3);
        fixture.start(source, logging(16, source));
        assertThat(pending.keySet()).containsExactly(1, 2, 3);
        complete(1, TaskResult.success("last"));
        assertThat(pending).as("no iteration begins any more").hasSize(3);
        complete(2, "later");
        assertThat(fixture.events).isEmpty();
        complete(3, TaskResult.skip());

        assertThat(log).containsExactly("last", "later");
        assertThat(fixture.events).containsExactly("task SUCCEEDED", "sink SUCCEEDED");
        assertThat(source.snapshot().iterations()).isEqualTo(3);
        assertThat(source.snapshot().emitted()).isEqualTo(2);
        assertThat(source.snapshot().skipped()).isEqualTo(1);
    }

    @Test
    void aSourceThatSkipsBacksOff() {
        Task source = task(2, Returns.VALUE, Threading.NON_BLOCKING, true, (actor, none) -> {
            log.add(fixture.stage.now().toMillis());
            return null;
        });
        fixture.start(source);
        fixture.stage.advance(Duration.ofMillis(10));

        assertThat(log).containsExactly(0L, 0L, 1L, 1L, 3L, 3L, 7L, 7L);
    }

    @Test
    void repeatsWithTheSameItemWhileOthersGoOn() {
        Task source = numbers(4);
        Task consumer = asyncConsumer(2, source);
        fixture.start(source, consumer);
        complete(1, TaskResult.retry(SECOND));
        complete(2, null);
        complete(3, null);
        assertThat(pending.remove(1)).as("its slot waits").isDone();
        complete(4, null);
        assertThat(consumer.state()).isEqualTo(TaskState.RETRYING);
        assertThat(fixture.events).containsExactly("source SUCCEEDED");

        fixture.stage.advance(SECOND);
        assertThat(consumer.state()).isEqualTo(TaskState.RUNNING);
        complete(1, null);
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task SUCCEEDED");
        assertThat(consumer.snapshot().retried()).isEqualTo(1);
        assertThat(consumer.snapshot().iterations()).isEqualTo(5);
    }

    @Test
    void repeatsAtOnce() {
        Task source = numbers(20);
        Task consumer = consumer(3, Threading.BLOCKING, (actor, items) -> {
            log.add(items[0]);
            return ++calls % 2 == 0 ? TaskResult.retry() : null;
        }, source);
        fixture.start(source, consumer);

        assertThat(log).contains(IntStream.rangeClosed(1, 20).boxed().toArray());
        assertThat(consumer.snapshot().iterations()).isEqualTo(20 + consumer.snapshot().retried()).isEqualTo(log.size());
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task SUCCEEDED");
    }

    @Test
    void aFailureEndsItOnceThoseInHandHaveEnded() {
        Task source = numbers(5);
        Task consumer = asyncConsumer(3, source);
        fixture.start(source, consumer);
        pending.get(2).completeExceptionally(new IllegalStateException("bad"));
        fixture.stage.settle();
        complete(1, TaskResult.retry());
        assertThat(fixture.events).as("an iteration is in hand").containsExactly("source SUCCEEDED", "task gave up 2");
        complete(3, null);

        assertThat(pending.keySet()).containsExactly(1, 2, 3);
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task gave up 2", "task left 3 of Actor#source",
                "task FAILED bad");
        assertThat(consumer.snapshot().failed()).isEqualTo(1);
        assertThat(consumer.snapshot().lastFailure()).hasMessage("bad");
    }

    @Test
    void anIterationThatTakesTooLongFails() {
        Task source = numbers(2);
        Task consumer = task(2, Returns.VALUE, Threading.BLOCKING, false, ActorState.RUNNING, SECOND, (actor, items) -> {
            fixture.stage.block(SECOND.multipliedBy((int) items[0] == 1 ? 100 : 3).dividedBy(4));
            return null;
        }, inputs(16, source), source);
        fixture.start(source, consumer);
        fixture.stage.advance(SECOND);

        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task gave up 1",
                "task FAILED Actor#task took longer than 1s");
        assertThat(consumer.snapshot().lastFailure()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aConsumerThatCannotKeepUpFails() {
        Task source = numbers(9);
        InputModel input = new InputModel("source", "source", 4, Overflow.FAIL, 0, "");
        fixture.start(source, task(2, Returns.UNI, Threading.NON_BLOCKING, false, ActorState.RUNNING, null, this::later,
                List.of(input), source));
        List.copyOf(pending.values()).forEach(each -> each.complete(null));
        fixture.stage.settle();

        assertThat(fixture.events).last().asString()
                .isEqualTo("task FAILED Actor#task cannot keep up with Actor#source: 4 items wait (overflow = FAIL)");
    }

    // what others do with it

    @Test
    void whileHeldNoneBeginsAndThoseInHandEnd() {
        Task source = numbers(6);
        Task consumer = asyncConsumer(2, source);
        fixture.start(source, consumer);
        consumer.hold(Hold.PAUSE);
        complete(1, null);
        complete(2, TaskResult.retry());
        assertThat(pending.keySet()).containsExactly(1, 2);

        pending.clear();
        consumer.release(Hold.PAUSE);
        fixture.stage.settle();
        assertThat(pending.keySet()).containsExactly(2, 3);
    }

    @Test
    void aStoppedConsumerDrains() {
        Task source = numbers(100);
        Task consumer = consumer(3, Threading.BLOCKING, blocking(SECOND), source);
        fixture.start(source, consumer);
        source.stop(stream -> false);
        consumer.stop(stream -> false);
        fixture.stage.advance(Duration.ofMinutes(1));

        assertThat(log).hasSize((int) source.snapshot().emitted());
        assertThat(fixture.events).contains("task STOPPED").noneMatch(event -> event.contains("left"));
    }

    @Test
    void whatWaitsToBeRepeatedIsRepeatedAtOnceWhenItIsStopped() {
        Task source = numbers(2);
        Task consumer = asyncConsumer(2, source);
        fixture.start(source, consumer);
        complete(1, TaskResult.retry(Duration.ofHours(1)));
        complete(2, null);
        pending.clear();
        fixture.stop(consumer);
        complete(1, null);

        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task STOPPED");
        assertThat(fixture.stage.timers()).as("none is left behind").isLessThanOrEqualTo(2);
    }

    @Test
    void aStoppedSourceWaitsForThoseInHandUntilTheyAreCancelled() {
        Task source = asyncSource(2);
        fixture.start(source);
        fixture.stop(source);
        complete(1, "a");
        assertThat(fixture.events).isEmpty();
        source.cancelInHand();
        fixture.stage.settle();

        assertThat(pending.get(2)).isCancelled();
        assertThat(fixture.events).containsExactly("task STOPPED");
        assertThat(source.snapshot().emitted()).isEqualTo(1);
    }

    @Test
    void aCutConsumerTellsWhatItHasNotProcessed() {
        Task source = numbers(10);
        Task consumer = consumer(3, Threading.BLOCKING, blocking(Duration.ofHours(1)), source);
        fixture.start(source, consumer);
        fixture.stage.advance(Duration.ofMillis(50));
        assertThat(consumer.isIdle()).as("something is in hand").isFalse();
        consumer.cut();
        consumer.cancelInHand();
        fixture.stage.settle();

        assertThat(log).isEmpty();
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task left 10 of Actor#source", "task STOPPED");
    }

    @Test
    void anIterationForWhichThereWasNoThreadYetIsNotBegunAnyMore() {
        Task source = numbers(6);
        Task consumer = consumer(6, Threading.BLOCKING, (actor, items) -> {
            calls++;
            fixture.stage.block(Duration.ofHours(1));
            return null;
        }, source);
        fixture.start(source, consumer);
        fixture.stage.advance(Duration.ofMillis(50));
        assertThat(calls).as("as many as there are workers").isEqualTo(4);
        consumer.cut();
        consumer.cancelInHand();
        fixture.stage.settle();

        assertThat(calls).isEqualTo(4);
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task left 6 of Actor#source", "task STOPPED");
    }

    @Test
    void anAbandonedConsumerTellsWhatItHasNotProcessedOnce() {
        Task source = numbers(10);
        Task consumer = asyncConsumer(3, source);
        fixture.start(source, consumer);
        consumer.cut();
        consumer.abandon();
        fixture.stage.settle();
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task left 10 of Actor#source");

        List.copyOf(pending.values()).forEach(each -> each.complete(null));
        fixture.stage.settle();
        assertThat(fixture.events).containsExactly("source SUCCEEDED", "task left 10 of Actor#source", "task STOPPED");
    }

    @Test
    void isQuietWhenNothingIsInHand() {
        Task source = numbers(6);
        Task consumer = asyncConsumer(2, source);
        fixture.start(source, consumer);
        consumer.hold(Hold.RESTART);
        consumer.quiesce(() -> log.add("quiet"));
        fixture.stage.settle();
        complete(1, null);
        assertThat(log).isEmpty();
        consumer.cancelInHand();
        fixture.stage.settle();
        assertThat(log).containsExactly("quiet");

        pending.clear();
        consumer.release(Hold.RESTART);
        fixture.stage.settle();
        assertThat(pending.keySet()).as("the cancelled one is repeated").containsExactly(2, 3);
    }

    @Test
    void thoseInHandAreCancelledWhenTheStateIsLeft() {
        Task source = task(2, Returns.VALUE, Threading.BLOCKING, true, ActorState.DEGRADED, null, (actor, none) -> {
            calls++;
            fixture.stage.block(Duration.ofHours(1));
            return "late";
        }, List.of());
        fixture.start(source);
        assertThat(calls).isZero();
        source.release(Hold.CONDITION);
        fixture.stage.advance(Duration.ofMillis(50));
        assertThat(calls).isEqualTo(2);
        source.leaveCondition();
        fixture.stage.settle();
        assertThat(source.isIdle()).isTrue();
        assertThat(source.state()).isEqualTo(TaskState.INITIALIZED);

        source.release(Hold.CONDITION);
        fixture.stage.advance(Duration.ofMillis(50));
        assertThat(calls).isEqualTo(4);
        assertThat(fixture.events).isEmpty();
    }

    @Test
    void beginsAnewAfterItsEnd() {
        Task source = task(2, Returns.VALUE, Threading.NON_BLOCKING, true,
                (actor, none) -> ++calls % 4 == 0 ? TaskResult.success() : calls);
        Task sink = logging(16, source);
        fixture.start(source, sink);
        int first = log.size();
        fixture.start(source, sink);

        assertThat(first).isBetween(3, 4);
        assertThat(log.size()).isGreaterThanOrEqualTo(6);
        assertThat(fixture.events).containsExactly("task SUCCEEDED", "sink SUCCEEDED", "task SUCCEEDED", "sink SUCCEEDED");
    }

    // downstream

    @Test
    void roomIsReservedForThoseInHand() {
        Task source = asyncSource(10);
        Task sink = logging(6, source);
        sink.hold(Hold.PAUSE);
        source.prepare();
        sink.join();
        source.begin(this);
        sink.begin(this);
        fixture.stage.settle();
        assertThat(pending).as("half a buffer").hasSize(3);
        complete(1, "a");
        complete(2, "b");
        complete(3, "c");
        assertThat(pending).hasSize(6);
        complete(4, "d");
        complete(5, "e");
        complete(6, "f");
        assertThat(pending).as("the buffer is full").hasSize(6);

        sink.release(Hold.PAUSE);
        fixture.stage.settle();
        assertThat(log).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(pending).hasSize(9);
    }

    @Test
    void aLongIterationDoesNotKeepOthersFromRoomThatAppears() {
        Task source = asyncSource(4);
        Task sink = logging(4, source);
        sink.hold(Hold.PAUSE);
        source.prepare();
        sink.join();
        source.begin(this);
        sink.begin(this);
        fixture.stage.settle();
        for (int i = 2; pending.containsKey(i); i++) {
            complete(i, i);
        }
        assertThat(pending).as("one in hand, three that wait").hasSize(4);

        sink.release(Hold.PAUSE);
        fixture.stage.settle();
        assertThat(log).containsExactly(2, 3, 4);
        assertThat(pending).hasSize(5);
    }

    @Test
    void whoJoinsLaterMissesNothingForThoseThatHadNothingToEmit() {
        Task source = asyncSource(3);
        fixture.start(source);
        Task sink = logging(16, source);
        fixture.start(sink);
        complete(1, "before");
        complete(2, TaskResult.skip());
        fixture.stage.advance(SECOND);
        complete(3, TaskResult.skip());
        fixture.stage.advance(SECOND);
        complete(4, "a");
        complete(5, "b");

        assertThat(log).endsWith("a", "b");
    }

    // tasks

    private Task numbers(int count) {
        return fixture.source("source", numbers(count, 0));
    }

    private static MethodCall numbers(int count, int after) {
        int[] next = { 0 };
        return (actor, none) -> next[0] == count ? TaskResult.success() : after + ++next[0];
    }

    private Task asyncSource(int concurrency) {
        return task(concurrency, Returns.UNI, Threading.NON_BLOCKING, true, this::later);
    }

    private Task asyncConsumer(int concurrency, Task producer) {
        return task(concurrency, Returns.UNI, Threading.NON_BLOCKING, false, this::later, producer);
    }

    private Task consumer(int concurrency, Threading threading, MethodCall call, Task... producers) {
        return task(concurrency, Returns.VALUE, threading, false, call, producers);
    }

    private Task task(int concurrency, Returns returns, Threading threading, boolean emits, MethodCall call,
            Task... producers) {
        return task(concurrency, returns, threading, emits, ActorState.RUNNING, null, call, inputs(256, producers), producers);
    }

    private static List<InputModel> inputs(int buffer, Task... producers) {
        return Stream.of(producers).map(producer -> InputModel.of(producer.name(), producer.name(), buffer)).toList();
    }

    private Task task(int concurrency, Returns returns, Threading threading, boolean emits, ActorState whileIn,
            Duration timeout,
            MethodCall call, List<InputModel> inputs, Task... producers) {
        TaskModel model = new TaskModel("task", new MethodModel("task", 0, returns, emits, threading), inputs,
                ScheduleModel.NONE, whileIn, null, concurrency, "", "", SupervisionModel.NONE);
        TaskSettings settings = new TaskSettings(null, Duration.ZERO, timeout, null, Collections.nCopies(inputs.size(), null),
                Supervision.DEFAULT);
        return fixture.task(model, settings, call, producers);
    }

    private Task logging(int buffer, Task producer) {
        return fixture.consumer("sink", buffer, adding(), producer);
    }

    private MethodCall adding() {
        return (actor, items) -> {
            log.add(items[0]);
            return null;
        };
    }

    private MethodCall blocking(Duration duration) {
        return (actor, items) -> {
            most = Math.max(most, ++inside);
            try {
                fixture.stage.block(duration);
            } finally {
                inside--;
            }
            log.add(items[0]);
            return null;
        };
    }

    /** Returns what is completed later. */
    private Uni<Object> later(Object actor, Object[] arguments) {
        CompletableFuture<Object> future = new CompletableFuture<>();
        pending.put(arguments.length == 0 ? pending.size() + 1 : arguments[0], future);
        return Uni.createFrom().completionStage(future).onCancellation().invoke(() -> future.cancel(false));
    }

    private void complete(Object key, Object result) {
        pending.get(key).complete(result);
        fixture.stage.settle();
    }
}
