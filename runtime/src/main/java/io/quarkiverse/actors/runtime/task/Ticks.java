package io.quarkiverse.actors.runtime.task;

import java.time.Duration;

import io.quarkiverse.actors.runtime.turn.Timers.Timer;

/**
 * One run of the schedule of a periodic task, from its begin to its end. A tick makes an iteration due, or is missed if the one
 * before is not over yet or the task is held; every tick is one or the other.
 */
/*
 * One timer at a time, set for the next tick when a tick comes; whatever ticks have gone by when it is late are counted then.
 * Locked, since ticks and iterations come on different threads: once per tick.
 */
final class Ticks implements Runnable {

    /** So that a clock that is set is noticed. */
    private static final long LONGEST_WAIT = Duration.ofMinutes(1).toNanos();
    private static final long UNKNOWN = Long.MIN_VALUE;

    /** Of the last tick that was not missed. */
    private enum Iteration {
        OVER,
        DUE,
        IN_HAND
    }

    private final Task task;
    private final Schedule schedule;
    private final TaskCounters counters;
    private final long origin;
    private long next = UNKNOWN;
    private Iteration iteration = Iteration.OVER;
    private Timer timer;
    private boolean ended;

    /**
     * Begins a schedule.
     *
     * @param task the task; woken when an iteration is due
     * @param schedule the schedule
     * @param delay after how long it begins
     */
    Ticks(Task task, Schedule schedule, Duration delay) {
        this.task = task;
        this.schedule = schedule;
        this.counters = task.counters;
        this.origin = task.context().nanoTime().getAsLong() + delay.toNanos();
        begin(delay);
    }

    private synchronized void begin(Duration delay) {
        if (delay.isZero()) {
            run();
        } else {
            arm(delay);
        }
    }

    /** The timer's. */
    @Override
    public synchronized void run() {
        if (ended || task.isEnding()) {
            return;
        }
        long now = schedule.now(task.context().nanoTime().getAsLong() - origin, task.context().clock());
        if (next == UNKNOWN) {
            next = schedule.first(now);
        }
        if (next <= now) {
            tick(now);
        }
        if (next != Schedule.NO_TICK) {
            arm(Duration.ofNanos(Math.min(next - now, LONGEST_WAIT)));
        }
    }

    private void arm(Duration duration) {
        timer = task.context().timers().after(duration, this);
    }

    /** Takes the ticks that have come, and turns to the one after. */
    private void tick(long now) {
        long missed = schedule.count(next, now);
        next = schedule.next(now);
        if (iteration == Iteration.OVER && !task.isHeld()) {
            iteration = Iteration.DUE;
            task.wake();
        } else {
            missed++;
        }
        counters.missed(missed);
    }

    /** Whether an iteration is due, or to be repeated. */
    synchronized boolean isDue() {
        return iteration != Iteration.OVER;
    }

    /** An iteration is due although there was no tick. */
    synchronized void makeDue() {
        if (iteration == Iteration.OVER) {
            iteration = Iteration.DUE;
        }
    }

    /** The iteration begins. */
    synchronized void begun() {
        iteration = Iteration.IN_HAND;
    }

    /** The iteration is over. */
    synchronized void over() {
        iteration = Iteration.OVER;
    }

    /** No tick comes any more. */
    synchronized void end() {
        ended = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
