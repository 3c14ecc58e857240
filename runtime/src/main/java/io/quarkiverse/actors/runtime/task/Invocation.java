package io.quarkiverse.actors.runtime.task;

import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;

/**
 * Calls the method of a task, and waits for what it returns if that is asynchronous. Belongs to the turn in which it calls,
 * unless a method says otherwise.
 */
final class Invocation {

    private final Task task;
    private final Turn turn;
    private final Work work;
    private final MethodCall call;
    private final boolean async;
    private final Interruption interruption = new Interruption();
    /** What the iteration that keeps the turn waits for; null if none does. */
    private volatile Completion inHand;
    private volatile boolean cancelled;

    /** Calls within the turn of the task. */
    Invocation(Task task, MethodCall call, boolean async) {
        this(task, task.turn(), task, call, async);
    }

    /** Calls within another turn, whose work is resumed. */
    Invocation(Task task, Turn turn, Work work, MethodCall call, boolean async) {
        this.task = task;
        this.turn = turn;
        this.work = work;
        this.call = call;
        this.async = async;
    }

    /** Whether what is returned is a {@link Completion}. */
    boolean isAsync() {
        return async;
    }

    /** What is called from now on is not cancelled by what was said before. */
    void renew() {
        if (cancelled) {
            cancelled = false;
        }
    }

    /**
     * Whether {@link #cancel} was called since the last {@link #renew}: it may have come before there was something to cancel.
     */
    boolean isCancelled() {
        return cancelled;
    }

    /** The calling thread begins to make calls that may block. */
    void begin() {
        interruption.begin();
    }

    /** The calling thread has made its calls that may block. */
    void end() {
        interruption.end();
    }

    /** Calls the method; returns what it returned, or the completion of it if that is asynchronous. */
    Object call(Object[] arguments) throws Throwable {
        Object returned = call.call(task.actor, arguments);
        return async ? Completion.of(returned, turn, work) : returned;
    }

    /** Whether an asynchronous call keeps the turn. */
    boolean isSuspended() {
        return inHand != null;
    }

    /** An asynchronous call is about to keep the turn. */
    void suspend(Completion completion) {
        inHand = completion;
    }

    /** The call that kept the turn. */
    Completion resume() {
        Completion completion = inHand;
        inHand = null;
        return completion;
    }

    /** Cancels what is waited for and interrupts what blocks. Any thread. */
    void cancel() {
        cancelled = true;
        Completion pending = inHand;
        if (pending != null) {
            pending.cancel();
        }
        interruption.interrupt();
    }

    /** Whether a call that has failed was interrupted from here. */
    boolean isInterrupted() {
        return interruption.isRequested();
    }
}
