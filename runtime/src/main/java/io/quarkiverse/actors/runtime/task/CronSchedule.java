package io.quarkiverse.actors.runtime.task;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

/** Ticks at times of day. Moments are nanoseconds since the epoch. */
final class CronSchedule implements Schedule {

    /** What lies further back was not missed: somebody has set the clock. */
    private static final int MOST_COUNTED = 1000;

    private final String expression;
    private final ZoneId zone;
    private final ExecutionTime times;

    CronSchedule(String expression, ZoneId zone) {
        this.expression = expression;
        this.zone = zone;
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
        this.times = ExecutionTime.forCron(parser.parse(expression).validate());
    }

    @Override
    public long now(long sinceBegin, Clock clock) {
        return nanos(clock.instant());
    }

    @Override
    public long first(long now) {
        return next(now - 1);
    }

    @Override
    public long next(long after) {
        ZonedDateTime time = Instant.EPOCH.plusNanos(after).atZone(zone);
        return times.nextExecution(time).map(next -> nanos(next.toInstant())).orElse(NO_TICK);
    }

    @Override
    public long count(long after, long until) {
        long count = 0;
        for (long tick = next(after); tick <= until && count < MOST_COUNTED; tick = next(tick)) {
            count++;
        }
        return count;
    }

    private static long nanos(Instant instant) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
    }

    @Override
    public String toString() {
        return expression + " " + zone;
    }
}
