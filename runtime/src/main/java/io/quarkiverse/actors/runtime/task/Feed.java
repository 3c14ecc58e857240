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
        if (cancelled) {
            downstream = null;
        }
        task.wake();
    }

    @Override
    public void request(long n) {
        if (n > 0) {
            Subscriptions.add(requested, n);
        } else {
            misuse = new IllegalArgumentException(
                    "The subscriber of what " + task + " consumes made a non-positive subscription request: " + n);
        }
        task.wake();
    }

    @Override
    public void cancel() {
        cancelled = true;
        downstream = null;
        task.wake();
    }

    // in the turn

    /** How many items may be delivered. */
    long demand() {
        return downstream == null || isOver() ? 0 : requested.get();
    }

    /** Whether nothing more is to be delivered, because the subscriber has cancelled or everything was. */
    boolean isOver() {
        if (misuse != null) {
            MultiSubscriber<? super Object> subscriber = end();
            if (subscriber != null) {
                subscriber.onFailure(misuse);
            }
        }
        return cancelled;
    }

    /** Delivers an item for which there is demand. */
    void deliver(Object item) {
        MultiSubscriber<? super Object> subscriber = downstream;
        if (subscriber != null) {
            Subscriptions.subtract(requested, 1);
            subscriber.onItem(item);
        }
    }

    /** Nothing more comes; waits for a subscriber if there is none yet. */
    void complete() {
        MultiSubscriber<? super Object> subscriber = isOver() ? null : end();
        if (subscriber != null) {
            subscriber.onCompletion();
        }
    }

    /** Takes leave of the subscriber, to which one signal is due; returns null if there is none. */
    private MultiSubscriber<? super Object> end() {
        MultiSubscriber<? super Object> subscriber = downstream;
        if (subscriber != null) {
            cancelled = true;
            downstream = null;
        }
        return subscriber;
    }
}
