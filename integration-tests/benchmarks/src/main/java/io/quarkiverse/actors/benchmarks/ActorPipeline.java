package io.quarkiverse.actors.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.quarkiverse.actors.benchmarks.Actors.Increment;
import io.quarkiverse.actors.benchmarks.Actors.Numbers;
import io.quarkiverse.actors.benchmarks.Actors.Sum;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.task.TaskListener;
import io.quarkiverse.actors.runtime.turn.MethodCall;

/** The pipeline as two or three actors. */
final class ActorPipeline implements Pipeline, TaskListener {

    private final Surroundings surroundings = new Surroundings();
    private final Numbers numbers = new Numbers();
    private final Sum sum = new Sum();
    private final List<CoreActor> actors = new ArrayList<>();
    private volatile CountDownLatch running;
    private volatile Throwable failure;

    /**
     * @param results whether the methods return a {@code TaskResult} or plain values
     * @param buffer the buffer of each consumer
     * @param workNanos how long each step works
     * @param threadings the kind of thread of each actor; with two of them there is none that maps
     */
    ActorPipeline(boolean results, int buffer, long workNanos, Threading... threadings) {
        numbers.workNanos = workNanos;
        sum.workNanos = workNanos;
        CoreActor last = add(numbers, results ? new NumbersResult() : new NumbersPlain(), true, threadings[0], null, buffer);
        for (int i = 1; i < threadings.length - 1; i++) {
            Increment increment = new Increment();
            increment.workNanos = workNanos;
            last = add(increment, results ? new IncrementResult() : new IncrementPlain(), true, threadings[i], last, buffer);
        }
        add(sum, new SumAdd(), false, threadings[threadings.length - 1], last, buffer);
    }

    private CoreActor add(Object instance, MethodCall call, boolean emits, Threading threading, CoreActor source, int buffer) {
        CoreActor actor = new CoreActor(surroundings, this, instance, call, emits, threading, source, buffer);
        actors.add(actor);
        return actor;
    }

    @Override
    public Arrived run(int items) throws InterruptedException {
        numbers.next = 0;
        numbers.end = items;
        sum.count = 0;
        sum.sum = 0;
        running = new CountDownLatch(actors.size());
        actors.forEach(CoreActor::prepare);
        actors.forEach(CoreActor::join);
        actors.forEach(CoreActor::begin);
        running.await();
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return new Arrived(sum.count, sum.sum);
    }

    @Override
    public void ended(Task task, Task.Outcome outcome, Throwable cause) {
        if (outcome != Task.Outcome.SUCCEEDED) {
            failure = new IllegalStateException(task + " ended as " + outcome, cause);
        }
        running.countDown();
    }

    @Override
    public void undelivered(Task task, String producer, long items) {
        failure = new IllegalStateException(task + " left " + items + " items of " + producer);
    }

    @Override
    public void close() {
        surroundings.close();
    }

    // one class for each method, as ArC generates invokers

    private static final class NumbersPlain implements MethodCall {
        @Override
        public Object call(Object instance, Object[] arguments) {
            return ((Numbers) instance).plain();
        }
    }

    private static final class NumbersResult implements MethodCall {
        @Override
        public Object call(Object instance, Object[] arguments) {
            return ((Numbers) instance).result();
        }
    }

    private static final class IncrementPlain implements MethodCall {
        @Override
        public Object call(Object instance, Object[] arguments) {
            return ((Increment) instance).plain((Item) arguments[0]);
        }
    }

    private static final class IncrementResult implements MethodCall {
        @Override
        public Object call(Object instance, Object[] arguments) {
            return ((Increment) instance).result((Item) arguments[0]);
        }
    }

    private static final class SumAdd implements MethodCall {
        @Override
        public Object call(Object instance, Object[] arguments) {
            ((Sum) instance).add((Item) arguments[0]);
            return null;
        }
    }
}
