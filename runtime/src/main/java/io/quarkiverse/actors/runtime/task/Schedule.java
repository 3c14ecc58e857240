package io.quarkiverse.actors.runtime.task;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;

/**
 * The ticks of a periodic task, on a time scale of the schedule's own: all moments are nanoseconds of it.
 */
public interface Schedule {

    /** The moment that never comes. */
    long NO_TICK = Long.MAX_VALUE;

    /** No tick ever. */
    Schedule NEVER = new Interval(NO_TICK, NO_TICK);

    /**
     * The present moment.
     *
     * @param sinceBegin the nanoseconds since the schedule began, by a clock that is never set
     * @param clock tells the time of day
     * @return the moment
     */
    long now(long sinceBegin, Clock clock);

    /**
     * The first tick of a schedule that begins.
     *
     * @param now the moment of its begin
     * @return a moment that is not before; {@link #NO_TICK} if there is none
     */
    long first(long now);

    /**
     * The next tick.
     *
     * @param after a moment
     * @return the first tick that is later; {@link #NO_TICK} if there is none
     */
    long next(long after);

    /**
     * How many ticks there are in a while.
     *
     * @param after a moment
     * @param until a moment that is not before
     * @return the number of ticks later than the one and not later than the other
     */
    long count(long after, long until);

    /**
     * A tick when the schedule begins and at every multiple of an interval from then on, by a clock that is never set.
     *
     * @param interval a positive duration
     * @return the schedule
     * @throws IllegalArgumentException if the interval is not positive
     */
    static Schedule every(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("The interval of a periodic task is not positive: " + interval);
        }
        return new Interval(0, interval.toNanos());
    }

    /**
     * A tick at each time of day that an expression describes.
     *
     * @param expression a cron expression in the dialect of Quartz, such as {@code 0 15 10 * * ?}
     * @param zone the time zone it is meant in
     * @return the schedule
     * @throws IllegalArgumentException if the expression is malformed, with the reason
     */
    static Schedule cron(String expression, ZoneId zone) {
        return new CronSchedule(expression, zone);
    }
}
