package io.quarkiverse.actors.runtime.task;

import java.time.Duration;

/**
 * When the next iteration of a task may begin as far as time is concerned: the delay before a repetition, and the backoff of a
 * source that has nothing. Belongs to the task's turn unless a method says otherwise.
 */
final class Pace {

    private static final long FIRST_BACKOFF_MILLIS = 1;
    private static final long LONGEST_BACKOFF_MILLIS = 100;

    private final Task task;
    private long backoffMillis;
    /** The last delay, over or not; null if there was none. */
    private volatile Delay delay;

    Pace(Task task) {
        this.task = task;
    }

    /** Forgets what was waited for. */
    void reset() {
        endDelay();
        delay = null;
        backoffMillis = 0;
    }

    /** Whether an iteration may begin now; if not, the task is woken when one may. */
    boolean isDue() {
        Delay last = delay;
        return last == null || last.isOver();
    }

    /** The next iteration comes after so long. */
    void delay(Duration duration) {
        delay = new Delay(task, duration);
    }

    /** Ends a delay that has begun. Any thread. */
    void endDelay() {
        Delay last = delay;
        if (last != null) {
            last.end();
        }
    }

    /** The source has nothing. */
    void backOff() {
        backoffMillis = backoffMillis == 0 ? FIRST_BACKOFF_MILLIS : Math.min(backoffMillis * 2, LONGEST_BACKOFF_MILLIS);
        delay(Duration.ofMillis(backoffMillis));
    }

    /** The source has something again. */
    void emitted() {
        backoffMillis = 0;
    }
}
