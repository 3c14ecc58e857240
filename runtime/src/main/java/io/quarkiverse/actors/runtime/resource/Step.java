package io.quarkiverse.actors.runtime.resource;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.quarkiverse.actors.runtime.resource.Resources.Threads;
import io.quarkiverse.actors.runtime.turn.Durations;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * One acquisition or release in progress. Its outcome counts once: success, failure, or that it was given up, in which case a
 * success that comes late is handed to whoever cleans up.
 */
final class Step {

    /** What the user wrote. */
    @FunctionalInterface
    interface Body {
        Object call() throws Throwable;
    }

    /** For a step whose success needs no cleaning up, and which yields nothing. */
    static final Consumer<Object> NOTHING_LATE = ignored -> {
    };

    private final String complaint;
    private final Duration timeout;
    private final Consumer<Object> success;
    private final Consumer<Throwable> failure;
    private final Consumer<Object> late;

    // the control thread's
    private boolean over;
    private Timer timer;

    // guarded by this
    private Thread thread;
    private UniSubscription subscription;
    private boolean givenUp;

    Step(String complaint, Duration timeout, Consumer<Object> success, Consumer<Throwable> failure, Consumer<Object> late) {
        this.complaint = complaint;
        this.timeout = timeout;
        this.success = success;
        this.failure = failure;
        this.late = late;
    }

    void run(Executor executor, Body body, Threads threads) {
        if (timeout != null) {
            timer = threads.timers().after(timeout, () -> threads.control().execute(() -> giveUp(
                    new TimeoutException(complaint + " within " + Durations.text(timeout)))));
        }
        executor.execute(() -> call(body, threads.control()));
    }

    private void call(Body body, Executor control) {
        synchronized (this) {
            if (givenUp && late != NOTHING_LATE) {
                return;
            }
            thread = Thread.currentThread();
        }
        Object result = null;
        Throwable problem = null;
        try {
            result = body.call();
        } catch (Throwable t) {
            problem = t;
        }
        synchronized (this) {
            thread = null;
            if (givenUp) {
                Thread.interrupted();
            }
        }
        if (problem != null) {
            settle(control, null, problem);
        } else {
            await(result, control);
        }
    }

    private void await(Object result, Executor control) {
        if (result instanceof Uni<?> uni) {
            uni.subscribe().withSubscriber(new Outcome<>(control));
        } else if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, problem) -> settle(control, value, problem));
        } else {
            settle(control, result, null);
        }
    }

    private synchronized void keep(UniSubscription cancellable) {
        subscription = cancellable;
        if (givenUp) {
            cancellable.cancel();
        }
    }

    /** Lets no item go by, also if it comes while the subscription is being cancelled. */
    private final class Outcome<T> implements UniSubscriber<T> {

        private final Executor control;

        Outcome(Executor control) {
            this.control = control;
        }

        @Override
        public void onSubscribe(UniSubscription cancellable) {
            keep(cancellable);
        }

        @Override
        public void onItem(T item) {
            settle(control, item, null);
        }

        @Override
        public void onFailure(Throwable problem) {
            settle(control, null, problem);
        }
    }

    private void settle(Executor control, Object value, Throwable problem) {
        control.execute(() -> {
            if (over) {
                if (value != null && value != Closing.CLOSED) {
                    late.accept(value);
                }
                return;
            }
            finish();
            if (problem != null) {
                failure.accept(
                        problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem);
            } else if (value == null && late != NOTHING_LATE) {
                failure.accept(new NullPointerException("The method returned null"));
            } else {
                success.accept(value);
            }
        });
    }

    /** Stops waiting and fails; what runs is interrupted or cancelled. On the control thread. */
    void giveUp(Throwable cause) {
        if (over) {
            return;
        }
        finish();
        synchronized (this) {
            givenUp = true;
            if (thread != null) {
                thread.interrupt();
            }
            if (subscription != null) {
                subscription.cancel();
            }
        }
        failure.accept(cause);
    }

    private void finish() {
        over = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
