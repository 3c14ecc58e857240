package io.quarkiverse.actors.runtime.turn;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;

/** Something that an actor does in its turn. A work is in at most one queue, and there at most once. */
public abstract class Work {

    /** What {@link #run()} says of the turn. */
    protected enum Next {
        /** The work is done. */
        DONE,
        /** The work has more to do and lets others go first. */
        AGAIN,
        /** The work keeps the turn until it calls {@link Turn#resume}. */
        SUSPENDED
    }

    /** The work posted before this one while in the mailbox, the work posted after it once taken. */
    Work link;

    private final Threading threading;

    /**
     * @param threading the kind of thread the work runs on
     */
    protected Work(Threading threading) {
        this.threading = threading;
    }

    /**
     * The kind of thread the work runs on.
     *
     * @return the kind
     */
    public final Threading threading() {
        return threading;
    }

    /**
     * Whether the work may block its thread, which then may be interrupted.
     *
     * @return {@code false} on an event loop
     */
    public final boolean isBlocking() {
        return threading != Threading.NON_BLOCKING;
    }

    /**
     * Does the work; alone in the turn. Never throws.
     *
     * @return what becomes of the turn
     */
    protected abstract Next run();

    /**
     * {@link #run()} has thrown, so that a fault of this library has come to light: brings the work to its end. Within the
     * turn.
     *
     * @param failure what was thrown
     * @return as {@link #run()} does
     */
    protected Next broken(Throwable failure) {
        return Next.DONE;
    }

    /** What follows from the work for others; outside of the turn, once it has called {@link Turn#afterwards}. */
    protected void afterwards() {
        // nothing follows from most works
    }

    /** The work has been running for a while: may pass on what it has so far. Any thread, at any time; does not block. */
    protected void heldUp() {
        // most works have nothing to pass on
    }
}
