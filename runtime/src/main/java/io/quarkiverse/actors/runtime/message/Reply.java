package io.quarkiverse.actors.runtime.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * What the sender of a message waits for: comes once, and is replayed to every subscriber.
 */
/*
 * One field holds the subscribers while nothing has come (null, or the newest of a chain), and then what has come. Whoever puts
 * that there gets the chain, and owes it the delivery. A second field decides between the turn that begins the message and
 * whoever withdraws it.
 */
final class Reply<R> extends AbstractUni<R> {

    private static final int SENT = 0;
    private static final int BEGUN = 1;
    private static final int WITHDRAWN = 2;
    private static final Object NOTHING = new Object();
    /** Runs actions on the thread that hands them over. */
    static final Executor AT_ONCE = Runnable::run;
    private static final VarHandle STATE;
    private static final VarHandle PHASE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Reply.class, "state", Object.class);
            PHASE = lookup.findVarHandle(Reply.class, "phase", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A failure, as distinct from an item. */
    private record Failed(Throwable cause) {
    }

    private final Mailbox mailbox;
    /** Where the sender goes on. */
    private final Executor callers;
    private volatile Object state;
    private int phase;
    /** Belongs to whoever has made the reply come: who is to hear of it, newest first. */
    private Subscription<R> owed;
    /** Links replies whose time is watched over. */
    Reply<?> older;

    Reply(Mailbox mailbox, Executor callers) {
        this.mailbox = mailbox;
        this.callers = callers;
    }

    // the turn

    /** The message is about to run; false if it was withdrawn. */
    boolean begin() {
        return PHASE.compareAndSet(this, SENT, BEGUN);
    }

    /** What the message has yielded; false if nobody waits for it any more. {@link #deliver()} is owed. */
    boolean come(Object item, Throwable failure) {
        Object outcome = failure != null ? new Failed(failure) : item == null ? NOTHING : item;
        for (;;) {
            Object now = state;
            if (isOutcome(now)) {
                return false;
            }
            if (STATE.compareAndSet(this, now, outcome)) {
                @SuppressWarnings("unchecked")
                Subscription<R> subscriptions = (Subscription<R>) now;
                owed = subscriptions;
                return true;
            }
        }
    }

    /** Whether there is somebody to {@link #deliver()} to. */
    boolean isOwed() {
        return owed != null;
    }

    /** Hands what has come to those who have subscribed before. */
    void deliver() {
        Subscription<R> next = null;
        while (owed != null) {
            Subscription<R> newest = owed;
            owed = newest.next;
            newest.next = next;
            next = newest;
        }
        for (; next != null; next = next.next) {
            callers.execute(next);
        }
    }

    // others

    boolean isDone() {
        return isOutcome(state);
    }

    private static boolean isOutcome(Object state) {
        return state != null && !(state instanceof Subscription);
    }

    /** The time is over. */
    void expire(Duration limit) {
        boolean withdrawn = PHASE.compareAndSet(this, SENT, WITHDRAWN);
        fail(mailbox.refusals().late(limit, withdrawn));
    }

    /** Makes the reply a failure unless it has come, and delivers it on a thread that may block. */
    void fail(Throwable failure) {
        if (come(null, failure) && isOwed()) {
            mailbox.execute(this::deliver);
        }
    }

    /** Makes the reply an item unless it has come, and delivers it on a thread that may block. */
    void succeed(R item) {
        if (come(item, null) && isOwed()) {
            mailbox.execute(this::deliver);
        }
    }

    @Override
    public void subscribe(UniSubscriber<? super R> subscriber) {
        Subscription<R> subscription = new Subscription<>(this, subscriber);
        subscriber.onSubscribe(subscription);
        boolean ownTurn = !isDone() && mailbox.turn().isCurrent();
        while (!subscription.cancelled) {
            Object now = state;
            if (isOutcome(now)) {
                subscription.emit(now);
                return;
            }
            if (ownTurn) {
                subscription.emit(new Failed(mailbox.refusals().ownTurn()));
                return;
            }
            @SuppressWarnings("unchecked")
            Subscription<R> newest = (Subscription<R>) now;
            subscription.next = newest;
            if (STATE.compareAndSet(this, now, subscription)) {
                if (subscription.cancelled) {
                    withdraw();
                }
                return;
            }
        }
        withdraw();
    }

    /** Withdraws a message that has not begun once everybody who waited for it has cancelled. */
    private void withdraw() {
        Object now = state;
        if (isOutcome(now)) {
            return;
        }
        for (Subscription<?> one = (Subscription<?>) now; one != null; one = one.next) {
            if (!one.cancelled) {
                return;
            }
        }
        if (PHASE.compareAndSet(this, SENT, WITHDRAWN)) {
            fail(new CancellationException(mailbox.refusals().withdrawn()));
        }
    }

    private static final class Subscription<R> implements UniSubscription, Runnable {

        private final Reply<R> reply;
        private final UniSubscriber<? super R> subscriber;
        private Subscription<R> next;
        private volatile boolean cancelled;

        Subscription(Reply<R> reply, UniSubscriber<? super R> subscriber) {
            this.reply = reply;
            this.subscriber = subscriber;
        }

        @Override
        public void cancel() {
            if (!cancelled) {
                cancelled = true;
                reply.withdraw();
            }
        }

        @Override
        public void run() {
            emit(reply.state);
        }

        @SuppressWarnings("unchecked")
        void emit(Object outcome) {
            if (cancelled) {
                return;
            }
            try {
                if (outcome instanceof Failed failed) {
                    subscriber.onFailure(failed.cause);
                } else {
                    subscriber.onItem(outcome == NOTHING ? null : (R) outcome);
                }
            } catch (Throwable failure) {
                Infrastructure.handleDroppedException(failure);
            }
        }
    }
}
