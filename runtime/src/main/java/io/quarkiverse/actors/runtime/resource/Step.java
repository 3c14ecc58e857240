package io.quarkiverse.actors.runtime.resource;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.actors.runtime.resource.Resources.Threads;
import io.quarkiverse.actors.runtime.turn.Durations;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/**
 * One acquisition or release in progress. Its outcome counts once: success, failure, or that it was given up. Its end is
 * something else: a step that was given up goes on until its method returns, its stage completes, or its {@code Uni} is
 * cancelled.
 * <p>
 * What follows from a step happens on the control thread.
 */
abstract class Step {

    /** What the user wrote. */
    @FunctionalInterface
    interface Body {
        Object call() throws Throwable;
    }

    private final ResourceSlot slot;
    private final Duration timeout;
    private final Threads threads;
    private final boolean acquires;

    // the control thread's
    private boolean decided;
    private boolean ended;
    private Timer timer;

    // guarded by this
    private boolean begun;
    private Thread thread;
    private UniSubscription subscription;
    private boolean givenUp;

    /**
     * @param slot the resource
     * @param timeout the limit; null for none
     * @param threads where things run
     * @param acquires whether the step yields the resource, and not just an outcome
     */
    Step(ResourceSlot slot, Duration timeout, Threads threads, boolean acquires) {
        this.slot = slot;
        this.timeout = timeout;
        this.threads = threads;
        this.acquires = acquires;
    }

    /** Success; the value of a release means nothing. */
    abstract void succeeded(Object value);

    /** Failure, or given up. */
    abstract void failed(Throwable cause);

    /** An acquisition has succeeded after it was given up: the value is to be released. */
    void succeededLate(Object value) {
        throw new IllegalStateException(this + " yields nothing");
    }

    /** Nothing of the step is in progress any more; comes last. */
    abstract void ended();

    void run(Executor executor, Body body) {
        if (timeout != null) {
            timer = threads.timers().after(timeout, () -> threads.control().execute(() -> giveUp(
                    new TimeoutException("%s was not %s within %s".formatted(slot, participle(), Durations.text(timeout))))));
        }
        executor.execute(() -> call(body));
    }

    private String participle() {
        return acquires ? "acquired" : "released";
    }

    private void call(Body body) {
        synchronized (this) {
            if (givenUp && acquires) {
                return;
            }
            begun = true;
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
            settle(null, problem);
        } else {
            await(result);
        }
    }

    private void await(Object result) {
        if (result instanceof Uni<?> uni) {
            uni.subscribe().withSubscriber(new Outcome<>());
        } else if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete(this::settle);
        } else {
            settle(result, null);
        }
    }

    private void keep(UniSubscription cancellable) {
        synchronized (this) {
            subscription = cancellable;
            if (!givenUp) {
                return;
            }
        }
        cancellable.cancel();
        threads.control().execute(this::end);
    }

    /** Lets no item go by, also if it comes while the subscription is being cancelled. */
    private final class Outcome<T> implements UniSubscriber<T> {

        @Override
        public void onSubscribe(UniSubscription cancellable) {
            keep(cancellable);
        }

        @Override
        public void onItem(T item) {
            settle(item, null);
        }

        @Override
        public void onFailure(Throwable problem) {
            settle(null, problem);
        }
    }

    private void settle(Object value, Throwable problem) {
        threads.control().execute(() -> {
            if (!decided) {
                decide();
                conclude(value, problem);
            } else if (acquires && value != null) {
                succeededLate(value);
            }
            end();
        });
    }

    private void conclude(Object value, Throwable problem) {
        if (problem != null) {
            failed(problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem);
        } else if (value == null && acquires) {
            failed(new NullPointerException("The method returned null"));
        } else {
            succeeded(value);
        }
    }

    /** Stops waiting and fails; what runs is interrupted or cancelled. On the control thread. */
    void giveUp(Throwable cause) {
        if (decided) {
            return;
        }
        decide();
        boolean over;
        synchronized (this) {
            givenUp = true;
            over = acquires && !begun;
            if (thread != null) {
                thread.interrupt();
            }
            if (subscription != null) {
                subscription.cancel();
                over = true;
            }
        }
        failed(cause);
        if (over) {
            end();
        }
    }

    /** The thread that runs what the user wrote; null if none does. Any thread. */
    synchronized Thread thread() {
        return thread;
    }

    private void decide() {
        decided = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            ended();
        }
    }

    /** What is in progress, such as {@code the acquisition of FileHead#logFile}. */
    @Override
    public String toString() {
        return (acquires ? "the acquisition of " : "the release of ") + slot;
    }

    /** What is in progress as a sentence, such as {@code FileHead#logFile is still being acquired}. */
    String sentence() {
        return slot + " is still being " + participle();
    }
}
