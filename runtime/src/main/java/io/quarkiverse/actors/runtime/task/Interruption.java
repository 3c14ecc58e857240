package io.quarkiverse.actors.runtime.task;

/** Interrupts a thread while it runs iterations of a task, and never outside of them. */
public final class Interruption {

    private Thread thread;
    private boolean requested;

    /** The calling thread begins to run iterations. */
    public synchronized void begin() {
        thread = Thread.currentThread();
        requested = false;
    }

    /** The calling thread has run its iterations; an interrupt that was meant for them is cleared. */
    public synchronized void end() {
        if (thread != Thread.currentThread()) {
            return; // an iteration that was waited for has gone on elsewhere
        }
        thread = null;
        if (requested) {
            Thread.interrupted();
        }
    }

    /** Interrupts the thread that runs iterations, if there is one. Any thread. */
    public synchronized void interrupt() {
        if (thread != null) {
            requested = true;
            thread.interrupt();
        }
    }

    /**
     * Whether the iterations that run were interrupted.
     *
     * @return {@code true} from {@link #interrupt()} to the next {@link #begin()}
     */
    public synchronized boolean isRequested() {
        return requested;
    }
}
