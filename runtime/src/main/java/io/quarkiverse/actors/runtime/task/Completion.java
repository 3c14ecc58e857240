package io.quarkiverse.actors.runtime.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The outcome of an asynchronous call, which may come before or after the caller gives up waiting on its own thread.
 * <p>
 * The first of item, failure and cancellation counts. The unwinding caller and the outcome both arrive; whoever is second
 * continues the work.
 */
public final class Completion {

    private final Turn turn;
    private final Work work;
    private final AtomicInteger arrivals = new AtomicInteger();
    private final AtomicInteger outcomes = new AtomicInteger();
    private volatile Cancellable cancellable;
    private volatile boolean cancelled;
    private Object value;
    private Throwable failure;

    private Completion(Turn turn, Work work) {
        this.turn = turn;
        this.work = work;
    }

    /**
     * Subscribes to what a call returned.
     *
     * @param returned a {@code Uni}, a {@code CompletionStage}, or null, which counts as a failure
     * @param turn the turn that is resumed
     * @param work the work that is resumed
     * @return the outcome to come
     */
    public static Completion of(Object returned, Turn turn, Work work) {
        Completion completion = new Completion(turn, work);
        turn.goesOn();
        if (returned instanceof Uni<?> uni) {
            completion.cancellable = uni.subscribe().with(completion::succeed, completion::fail);
        } else if (returned instanceof CompletionStage<?> stage) {
            completion.cancellable = () -> cancel(stage);
            stage.whenComplete((item, problem) -> {
                if (problem == null) {
                    completion.succeed(item);
                } else {
                    completion.fail(problem);
                }
            });
        } else {
            completion.fail(new NullPointerException("The method returned null instead of a Uni or CompletionStage"));
        }
        if (completion.cancelled) {
            completion.cancelUpstream();
        }
        return completion;
    }

    private static void cancel(CompletionStage<?> stage) {
        CompletableFuture<?> future;
        try {
            future = stage.toCompletableFuture();
        } catch (UnsupportedOperationException e) {
            return; // such a stage cannot be cancelled
        }
        future.cancel(true);
    }

    /**
     * Whether the outcome has not come yet.
     *
     * @return {@code false} if {@link #isDone()} will be {@code true}
     */
    public boolean isPending() {
        return arrivals.get() == 0;
    }

    /**
     * The caller gives up its thread, unless the outcome is there.
     *
     * @return {@code true} if the outcome is there; {@code false} if the work will be resumed with it
     */
    public boolean isDone() {
        return arrivals.getAndIncrement() != 0;
    }

    /** Cancels what is waited for. Any thread; no effect if the outcome is there. */
    public void cancel() {
        if (outcomes.getAndIncrement() == 0) {
            cancelled = true;
            cancelUpstream();
            arrive();
        }
    }

    private void cancelUpstream() {
        Cancellable now = cancellable;
        if (now != null) {
            Cancellation.run(now, work);
        }
    }

    /**
     * Whether the outcome is a cancellation.
     *
     * @return {@code true} after {@link #cancel()}
     */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * The failure.
     *
     * @return the failure, or null
     */
    public Throwable failure() {
        return failure;
    }

    /**
     * The item.
     *
     * @return the item, may be null
     */
    public Object value() {
        return value;
    }

    private void succeed(Object item) {
        if (outcomes.getAndIncrement() == 0) {
            value = item;
            arrive();
        }
    }

    private void fail(Throwable cause) {
        if (outcomes.getAndIncrement() == 0) {
            failure = cause;
            arrive();
        }
    }

    private void arrive() {
        turn.wentOn();
        if (arrivals.getAndIncrement() != 0) {
            turn.resume(work);
        }
    }
}
