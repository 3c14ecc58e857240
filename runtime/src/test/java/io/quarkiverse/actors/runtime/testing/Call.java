package io.quarkiverse.actors.runtime.testing;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** A call that was made, and its outcome. */
public final class Call {

    private volatile boolean done;
    private volatile Throwable failure;
    private volatile Object item;
    private Cancellable subscription;

    private Call() {
    }

    /** Subscribes. */
    public static Call of(Uni<?> uni) {
        Call call = new Call();
        call.subscription = uni.subscribe().with(item -> {
            call.item = item;
            call.done = true;
        }, failure -> {
            call.failure = failure;
            call.done = true;
        });
        return call;
    }

    public boolean isDone() {
        return done;
    }

    public boolean hasSucceeded() {
        return done && failure == null;
    }

    /** What has come; null if nothing has. */
    public Object item() {
        return item;
    }

    public void cancel() {
        subscription.cancel();
    }

    public Throwable failure() {
        return failure;
    }

    /** What the call failed with, or how far it is. */
    public String message() {
        return failure == null ? done ? "done" : "not done" : failure.getMessage();
    }

    @Override
    public String toString() {
        return failure == null ? message() : failure.toString();
    }
}
