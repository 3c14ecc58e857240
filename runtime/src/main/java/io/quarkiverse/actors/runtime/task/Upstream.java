package io.quarkiverse.actors.runtime.task;

import java.util.Objects;
import java.util.concurrent.Flow;

import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * One subscription to what the method of a {@link MultiTask} returned: emits what comes, and asks for no more than there is
 * room for. Items arrive on any thread, one at a time; so do the calls of the turn.
 */
final class Upstream implements MultiSubscriber<Object> {

    private final Task task;
    private final ItemStream output;
    /** Whether an item that comes is an iteration, since the task consumes nothing. */
    private final boolean iterates;

    private Flow.Subscription subscription;
    private int window;
    /** How many items were asked for and have not come. */
    private int outstanding;
    /** Whether the turn of the task flushes what is emitted. */
    private boolean inTurn;
    private boolean news;
    private volatile boolean cancelled;
    private volatile boolean terminated;
    private volatile Throwable failure;

    Upstream(Task task, boolean iterates) {
        this.task = task;
        this.output = task.output();
        this.iterates = iterates;
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        Objects.requireNonNull(s);
        boolean first;
        synchronized (this) {
            first = subscription == null;
            if (first) {
                subscription = s;
            }
        }
        if (cancelled || !first) {
            Cancellation.run(s::cancel, task);
        } else {
            task.wake();
        }
    }

    /** From now on the turn flushes. */
    synchronized void enterTurn() {
        inTurn = true;
        news = false;
    }

    /** The turn does not flush any more; returns whether there is something that it has to flush now. */
    synchronized boolean leaveTurn() {
        inTurn = false;
        return news;
    }

    /** Asks for as many items as there is room for, up to so many ahead; within the turn. */
    void requestMore(int ahead) {
        int more;
        synchronized (this) {
            window = ahead;
            more = subscription == null ? 0 : output.reserve(ahead, outstanding) - outstanding;
            if (more <= 0) {
                return;
            }
            outstanding += more;
        }
        subscription.request(more);
    }

    @Override
    public void onItem(Object item) {
        Objects.requireNonNull(item);
        boolean flush;
        boolean more;
        synchronized (this) {
            if (cancelled || terminated) {
                return;
            }
            if (outstanding == 0) {
                Cancellation.run(subscription::cancel, task);
                onFailure(new IllegalStateException(task + " returned a Multi that emits more items than it is asked for:"
                        + " bound it with onOverflow()"));
                return;
            }
            if (iterates) {
                task.counters.iteration();
            }
            output.acquaint(outstanding); // there may be no reservation for long
            output.emit(item);
            task.counters.emission();
            outstanding--;
            more = outstanding == 0 || outstanding == window / 2;
            flush = !inTurn;
            news = inTurn;
        }
        if (flush) {
            output.flush();
        }
        if (more) {
            task.wake();
        }
    }

    @Override
    public void onFailure(Throwable cause) {
        failure = Objects.requireNonNull(cause);
        terminated = true;
        task.wake();
    }

    @Override
    public void onCompletion() {
        terminated = true;
        task.wake();
    }

    boolean isTerminated() {
        return terminated;
    }

    /** Why the stream has failed; null if it has not. */
    Throwable failure() {
        return failure;
    }

    void cancel() {
        Flow.Subscription now;
        synchronized (this) {
            cancelled = true;
            now = subscription;
        }
        if (now != null) {
            Cancellation.run(now::cancel, task);
        }
    }
}
