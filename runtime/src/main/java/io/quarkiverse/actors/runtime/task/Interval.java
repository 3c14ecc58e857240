package io.quarkiverse.actors.runtime.task;

import java.time.Clock;

/**
 * Ticks at a fixed rate, counted from when the schedule begins.
 *
 * @param first the nanoseconds to the first tick
 * @param nanos the nanoseconds from one tick to the next; only if there is a first one
 */
record Interval(long first, long nanos) implements Schedule {

    @Override
    public long now(long sinceBegin, Clock clock) {
        return sinceBegin;
    }

    @Override
    public long first(long now) {
        return first;
    }

    @Override
    public long next(long after) {
        return (after / nanos + 1) * nanos;
    }

    @Override
    public long count(long after, long until) {
        return until / nanos - after / nanos;
    }
}
