package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.turn.Durations;
import io.quarkiverse.actors.runtime.turn.ThreadStack;
import io.quarkiverse.actors.runtime.turn.Timers;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;

/**
 * Looks after the tasks that have a {@code stallTimeout}: tells their actors when one stalls and when it moves on. Control
 * thread.
 */
/*
 * The tasks pay nothing: what they count anyway is looked at four times in the shortest limit, by one timer for all of them,
 * which is there only while there are such tasks.
 */
public final class StallWatch {

    private static final int LOOKS = 4;
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final ControlThread control;
    private final Timers timers;
    private final LongSupplier nanoTime;
    private final Map<Task, Watched> tasks = new LinkedHashMap<>();
    private Timer timer;
    private Duration interval;

    /**
     * @param control runs the looks
     * @param timers for the interval between them
     * @param nanoTime measures durations, in nanoseconds
     */
    public StallWatch(ControlThread control, Timers timers, LongSupplier nanoTime) {
        this.control = control;
        this.timers = timers;
        this.nanoTime = nanoTime;
    }

    /** Begins to look after a task, unless it has no limit. */
    void add(ActorCell cell, Task task) {
        if (task.stallTimeout() == null) {
            return;
        }
        tasks.put(task, new Watched(cell, task));
        Duration needed = interval(task);
        if (timer == null || needed.compareTo(interval) < 0) {
            disarm();
            interval = needed;
            arm();
        }
    }

    /** Looks after a task no more; true if it has stalled and not moved on. */
    boolean remove(Task task) {
        Watched watched = tasks.remove(task);
        if (watched != null && tasks.isEmpty()) {
            disarm();
        }
        return watched != null && watched.stalled;
    }

    private static Duration interval(Task task) {
        Duration needed = task.stallTimeout().dividedBy(LOOKS);
        return needed.compareTo(SHORTEST) < 0 ? SHORTEST : needed;
    }

    private void arm() {
        timer = timers.after(interval, () -> control.execute(this::look));
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void look() {
        if (timer == null) {
            return; // it was too late to cancel it
        }
        long now = nanoTime.getAsLong();
        tasks.values().forEach(task -> task.look(now));
        // the one with the shortest limit may have ended
        interval = tasks.keySet().stream().map(StallWatch::interval).min(Comparator.naturalOrder()).orElse(interval);
        arm();
    }

    /** A task, and what was seen of it. */
    private final class Watched {

        private final ActorCell cell;
        private final Task task;
        private long progress;
        /** When it was last seen to move on, or to have nothing to do. */
        private long movedAt;
        private boolean stalled;

        Watched(ActorCell cell, Task task) {
            this.cell = cell;
            this.task = task;
            this.progress = task.progress();
            this.movedAt = nanoTime.getAsLong();
        }

        void look(long now) {
            long seen = task.progress();
            // who hangs goes on hanging during a pause; but who runs only while the actor is healthy would never move on
            boolean staysHung = stalled && !task.isConditional();
            if (seen != progress || (staysHung ? task.isIdle() : task.isWaiting())) {
                progress = seen;
                movedAt = now;
                if (stalled) {
                    stalled = false;
                    LOG.taskMovesOn(task);
                    cell.movesOn(task);
                }
            } else if (!stalled && now - movedAt >= task.stallTimeout().toNanos()) {
                stalled = true;
                stall();
            }
        }

        private void stall() {
            String limit = Durations.text(task.stallTimeout());
            ThreadStack stack = ThreadStack.of(task.threads());
            LOG.taskStalled(stack, task, limit, stack == null ? ", and no thread runs it" : "");
            cell.stalled(task, task + " has stalled for " + limit);
        }
    }
}
