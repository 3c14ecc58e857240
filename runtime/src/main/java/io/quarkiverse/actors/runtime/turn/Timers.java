package io.quarkiverse.actors.runtime.turn;

import java.time.Duration;

/** Calls back later. */
@FunctionalInterface
public interface Timers {

    /**
     * Calls once after a delay, on any thread; the action does not block.
     *
     * @param delay the delay, not negative; a resolution of milliseconds is enough
     * @param action what to call
     * @return cancels the call; has no effect once it was made
     */
    Timer after(Duration delay, Runnable action);

    /** A call to come. */
    @FunctionalInterface
    interface Timer {

        /** Withdraws the call if it was not made yet. */
        void cancel();
    }
}
