package io.quarkiverse.actors.runtime.task;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The ticks of a periodic task. */
@FunctionalInterface
public interface Schedule {

    /** No tick ever. */
    Schedule NEVER = (sinceBegin, now) -> null;

    /**
     * How long it takes to the next tick.
     *
     * @param sinceBegin the time since the schedule began, by a clock that is never set
     * @param now the present time of day
     * @return a positive duration; null if no tick comes any more
     */
    Duration untilNext(Duration sinceBegin, Instant now);

    /**
     * A tick at every multiple of an interval since the schedule began.
     *
     * @param interval a positive duration
     * @return the schedule
     */
    static Schedule every(Duration interval) {
        long nanos = interval.toNanos();
        return (sinceBegin, now) -> Duration.ofNanos(nanos - sinceBegin.toNanos() % nanos);
    }

    /**
     * A tick at each time that a cron expression names.
     *
     * @param expression the expression, in the Quartz dialect
     * @param zone the time zone
     * @return the schedule
     * @throws IllegalArgumentException if the expression is none; the message says why
     */
    static Schedule cron(String expression, ZoneId zone) {
        throw new IllegalArgumentException("shim");
    }
}
