package io.quarkiverse.actors.runtime.task;

import java.time.Duration;

/**
 * When the next iteration of a task may begin as far as time is concerned: the ticks of a schedule, the delay before a
 * repetition, and the backoff of a source that has nothing. Belongs to the task's turn unless a method says otherwise.
 */
final class Pace {

    private static final long FIRST_BACKOFF_MILLIS = 1;
    private static final long LONGEST_BACKOFF_MILLIS = 100;

    private final Task task;
    /** Null for a continuous task. */
    private final Schedule schedule;
    private final Duration initialDelay;
    /** Of the schedule since it last began; null before. */
    private Ticks ticks;
    private long backoffMillis;
    /** The last delay, over or not; null if there was none. */
    private volatile Delay delay;

    Pace(Task task, TaskSettings settings) {
        this.task = task;
        this.schedule = settings.schedule();
        this.initialDelay = settings.delay();
    }

    /** Whether iterations come at the ticks of a schedule. */
    boolean isPeriodic() {
        return schedule != null;
    }

    /** Forgets what was waited for. */
    void reset() {
        endTicks();
        endDelay();
        delay = null;
        backoffMillis = 0;
    }

    /** Whether a delay is not over; if so, the task is woken when it is. */
    boolean isDelayed() {
        Delay last = delay;
        return last != null && !last.isOver();
    }

    /** Whether it is time for an iteration; if not, the task is woken when it is. Begins the schedule. */
    boolean isDue() {
        if (schedule == null) {
            return true;
        }
        if (ticks == null) {
            ticks = new Ticks(task, schedule, initialDelay);
        }
        return ticks.isDue();
    }

    /** It is time for an iteration, whatever the schedule or a delay says. */
    void tick() {
        endDelay();
        if (schedule != null) {
            isDue(); // begins the schedule
            ticks.makeDue();
        }
    }

    /** An iteration begins. */
    void begun() {
        if (ticks != null) {
            ticks.begun();
        }
    }

    /** The iteration is over and not to be repeated. */
    void over() {
        if (ticks != null) {
            ticks.over();
        }
    }

    /** The schedule ends; it begins anew when it is asked for next. */
    void endTicks() {
        if (ticks != null) {
            ticks.end();
            ticks = null;
        }
    }

    /** The next iteration comes after so long. */
    Delay delay(Duration duration) {
        Delay next = new Delay(task, duration);
        delay = next;
        return next;
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
