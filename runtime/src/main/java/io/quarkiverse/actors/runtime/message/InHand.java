package io.quarkiverse.actors.runtime.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.quarkiverse.actors.runtime.task.Completion;

/**
 * The message that an actor is about: can be interrupted while it runs and cancelled while it is suspended, and never outside
 * of that. What is not said to be for any thread is for the turn.
 */
/*
 * The thread that runs a message is the value of an atomic; whoever takes it away there may interrupt. If it is gone when the
 * message has come to its end, its thread waits until the interrupt was made, and clears it.
 */
final class InHand {

    private static final Object INTERRUPTED = new Object();
    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(InHand.class, "current", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The thread that runs a message, the outcome that it waits for, or null. */
    private volatile Object current;
    private volatile boolean cancelled;

    void begin(Thread thread) {
        current = thread;
        if (cancelled) {
            cancel();
        }
    }

    void end(Thread thread) {
        if (!CURRENT.compareAndSet(this, thread, null)) {
            synchronized (this) {
                current = null;
            }
            Thread.interrupted();
        }
    }

    void suspend(Completion completion) {
        current = completion;
        if (cancelled) {
            completion.cancel();
        }
    }

    void resume() {
        current = null;
    }

    /** Any thread. */
    boolean isBusy() {
        return current != null;
    }

    /** Interrupts or cancels, until it is {@link #reset}. Any thread. */
    synchronized void cancel() {
        cancelled = true;
        Object now = current;
        if (now instanceof Completion completion) {
            completion.cancel();
        } else if (now instanceof Thread thread && CURRENT.compareAndSet(this, thread, INTERRUPTED)) {
            thread.interrupt();
        }
    }

    /** Any thread. */
    void reset() {
        cancelled = false;
    }
}
