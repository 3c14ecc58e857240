package io.quarkiverse.actors.runtime.task;

import java.time.Duration;

import io.quarkiverse.actors.runtime.turn.Durations;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;

/** A time in which a task does nothing; at its end the task is woken. */
final class Delay implements Runnable {

    private final Task task;
    private final Timer timer;
    private volatile boolean over;

    /** Begins at once. */
    Delay(Task task, Duration duration) {
        this.task = task;
        this.timer = task.context().timers().after(Durations.shortened(duration), this);
    }

    boolean isOver() {
        return over;
    }

    /** Ends the delay before its time, unless it is over. Any thread. */
    void end() {
        if (!over) {
            timer.cancel();
            run();
        }
    }

    @Override
    public void run() {
        over = true;
        task.wake();
    }
}
