package io.quarkiverse.actors.runtime.task;

import java.util.function.Consumer;

import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;

/**
 * One of the iterations that a task has in progress at the same time, in a turn of its own. Belongs to the dispatcher, and from
 * its start until it has returned to its own turn.
 */
final class Slot extends Work {

    private final MethodTask task;
    private final Turn turn;
    private final Invocation invocation;
    private final Consumer<Slot> returned;

    private Object[] arguments = MethodCall.NO_ARGUMENTS;
    private volatile String stream;
    private volatile int items;
    /** How many times it has failed. */
    private int attempts;
    /** Before the iteration is repeated; null if there is none. */
    private Delay delay;

    private boolean cancelled;
    private long begun;
    private long time;
    private Object value;
    private Throwable failure;

    /**
     * @param returned is told when an iteration has ended; any thread
     */
    Slot(MethodTask task, MethodModel method, MethodCall call, Consumer<Slot> returned) {
        super(method.threading());
        this.task = task;
        this.turn = task.context().turn().apart();
        this.invocation = new Invocation(task, turn, this, call, method.returns() != Returns.VALUE);
        this.returned = returned;
    }

    // the dispatcher's

    /** Takes what is to be processed: so many items of a stream. */
    void take(Object argument, String from, int count) {
        arguments = new Object[] { argument };
        stream = from;
        items = count;
    }

    /** Begins an iteration. */
    void start() {
        endDelay();
        invocation.renew();
        cancelled = false;
        value = null;
        failure = null;
        turn.post(this);
    }

    /** The iteration is repeated after a delay; null for at once. */
    void delay(Delay before) {
        delay = before;
    }

    void endDelay() {
        if (delay != null) {
            delay.end();
            delay = null;
        }
    }

    boolean isDue() {
        return delay == null || delay.isOver();
    }

    /** Lets go of everything. */
    void clear() {
        endDelay();
        arguments = MethodCall.NO_ARGUMENTS;
        attempts = 0;
        stream = null;
        items = 0;
        value = null;
        failure = null;
    }

    /** What is processed; null if the task consumes nothing. */
    Object argument() {
        return arguments.length == 0 ? null : arguments[0];
    }

    /** An attempt has failed; returns how many have. */
    int attempt() {
        return ++attempts;
    }

    int attempts() {
        return attempts;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** How long the iteration took, in nanoseconds. */
    long time() {
        return time;
    }

    Throwable failure() {
        return failure;
    }

    Object value() {
        return value;
    }

    // anybody's

    /** The stream of what is being processed, or is to be processed again; null if there is nothing. */
    String stream() {
        return stream;
    }

    /** How many items that is. */
    int items() {
        return items;
    }

    /** The thread that runs the iteration; null if none does. */
    Thread thread() {
        return turn.thread();
    }

    /** Cancels or interrupts the iteration. */
    void cancel() {
        invocation.cancel();
    }

    // its own turn's

    @Override
    protected Next run() {
        if (invocation.isSuspended()) {
            return finish(invocation.resume());
        }
        begun = task.context().nanoTime().getAsLong();
        Object result = isBlocking() ? interruptible() : call();
        if (cancelled || failure != null) {
            return leave();
        }
        if (invocation.isAsync()) {
            return await((Completion) result);
        }
        value = result;
        return leave();
    }

    private Object interruptible() {
        invocation.begin();
        try {
            return call();
        } finally {
            invocation.end();
        }
    }

    private Object call() {
        cancelled = isToBeCancelled();
        if (cancelled) {
            return null;
        }
        try {
            return invocation.call(arguments);
        } catch (Throwable thrown) {
            failure = thrown;
            cancelled = invocation.isInterrupted();
            return null;
        }
    }

    private boolean isToBeCancelled() {
        return invocation.isCancelled() || task.isCancelled();
    }

    private Next await(Completion completion) {
        invocation.suspend(completion);
        if (isToBeCancelled()) {
            completion.cancel();
        }
        return completion.isDone() ? finish(invocation.resume()) : Next.SUSPENDED;
    }

    private Next finish(Completion completion) {
        cancelled = completion.isCancelled();
        failure = completion.failure();
        value = completion.value();
        return leave();
    }

    @Override
    protected Next broken(Throwable thrown) {
        failure = thrown;
        return leave();
    }

    @Override
    public String toString() {
        return task.toString();
    }

    /** Gives itself back to the dispatcher, and is not touched any more. */
    private Next leave() {
        time = task.context().nanoTime().getAsLong() - begun;
        returned.accept(this);
        return Next.DONE;
    }
}
