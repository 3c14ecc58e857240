package io.quarkiverse.actors.runtime.testing;

import java.time.Duration;

import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;

/** Where a test plays: threads, timers and time, virtual or real. */
public interface Stage extends AutoCloseable {

    /** What the core gets. */
    Platform platform();

    /** How many timers are waiting. */
    int timers();

    /** Lets a worker do nothing for a while, as a blocking call would. */
    void block(Duration duration) throws InterruptedException;

    /** Calls back later, on a thread that must not be blocked. */
    Timer later(Duration delay, Runnable action);

    /** Blocks a worker until it is {@link Hang#release() released}, whatever interrupts it. */
    Hang hang();

    /** Something that hangs. */
    interface Hang {

        /** Hangs; on a worker. */
        void run();

        /** Lets go. */
        void release();
    }

    @Override
    void close();
}
