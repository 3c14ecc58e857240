package io.quarkiverse.actors.runtime.task;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * What a stream processor consumes, as the {@code Multi} that its method is given: may be subscribed to once, and is served in
 * the turn of the task.
 */
final class Feed extends AbstractMulti<Object> implements Flow.Subscription {

    private final Task task;
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private final AtomicLong requested = new AtomicLong();
    private volatile MultiSubscriber<? super Object> downstream;
    private volatile Throwable misuse;
    private volatile boolean cancelled;

    Feed(Task task) {
        this.task = task;
    }

    @Override
    public void subscribe(MultiSubscriber<? super Object> subscriber) {
        if (!subscribed.compareAndSet(false, true)) {
            Subscriptions.fail(subscriber, new IllegalStateException("The Multi that " + task + " consumes was subscribed to"
                    + " before: subscribe to it once, or share it with broadcast()"));
            return;
        }
        subscriber.onSubscribe(this);
        // only now: no signal overtakes the subscription
        downstream = subscriber;
        task.wake();
    }

    @Override
    public void request(long n) {
        if (n > 0) {
            Subscriptions.add(requested, n);
        } else {
            misuse = Subscriptions.getInvalidRequestException();
        }
        task.wake();
    }

    @Override
    public void cancel() {
        cancelled = true;
        task.wake();
    }

    // in the turn

    /** How many items may be delivered. */
    long demand() {
        return downstream == null || isOver() ? 0 : requested.get();
    }

    /** Whether nothing more is to be delivered, because the subscriber has cancelled or everything was. */
    boolean isOver() {
        if (misuse != null && !cancelled && downstream != null) {
            cancelled = true;
            downstream.onFailure(misuse);
        }
        return cancelled;
    }

    /** Delivers an item for which there is demand. */
    void deliver(Object item) {
        Subscriptions.subtract(requested, 1);
        downstream.onItem(item);
    }

    /** Nothing more comes; waits for a subscriber if there is none yet. */
    void complete() {
        if (downstream != null && !isOver()) {
            cancelled = true;
            downstream.onCompletion();
        }
    }
}
