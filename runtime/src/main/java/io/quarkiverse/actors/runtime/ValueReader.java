package io.quarkiverse.actors.runtime;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.quarkiverse.actors.runtime.task.Schedule;

/** Reads what annotation members and the properties that override them say, and notes what is wrong with it. */
final class ValueReader {

    private final Expressions expressions;
    /** What is read several times is wrong once. */
    private final Set<String> errors = new LinkedHashSet<>();

    ValueReader(Function<String, Optional<String>> properties) {
        this.expressions = new Expressions(properties);
    }

    /**
     * A value as it is to be read.
     *
     * @param text the text, without expressions
     * @param place where it comes from, as errors name it: the subject of "is"
     */
    record Value(String text, String place) {
    }

    void error(String error) {
        errors.add(error);
    }

    /** Everything that was wrong so far, in the order in which it was read. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /**
     * A member of an annotation.
     *
     * @param method the method that carries the annotation
     * @param member the name of the member
     * @param written what it says
     * @param example a value that would do
     * @return its value; null if it says nothing, or if a property is missing
     */
    Value annotated(String method, String member, String written, String example) {
        if (written.isBlank()) {
            return null;
        }
        String place = "%s has %s = \"%s\"".formatted(method, member, written);
        try {
            return new Value(expressions.resolve(written), place + ", which");
        } catch (NoSuchElementException missing) {
            error("%s, but the property %s is not set: set it, or write a default as in ${%s:%s}".formatted(place,
                    missing.getMessage(), missing.getMessage(), example));
            return null;
        }
    }

    /** The limit of something; null for none, or if it is wrong. */
    Duration limit(Value value) {
        return value == null ? null : positive(value, "");
    }

    /** A delay; zero for none, or if it is wrong. */
    Duration delay(Value value) {
        if (value == null) {
            return Duration.ZERO;
        }
        try {
            return Expressions.duration(value.text());
        } catch (IllegalArgumentException notADuration) {
            wrong(value, "no duration", "write it like 5s, 200ms or PT1M");
            return Duration.ZERO;
        }
    }

    /** A schedule of fixed rate; null if it is wrong. */
    Schedule every(Value value) {
        if (Expressions.isOff(value.text())) {
            return Schedule.NEVER;
        }
        Duration interval = positive(value, ", or off for never");
        return interval == null ? null : Schedule.every(interval);
    }

    /** A schedule by the calendar; null if it is wrong. */
    Schedule cron(Value value, ZoneId zone) {
        if (Expressions.isOff(value.text())) {
            return Schedule.NEVER;
        }
        try {
            return Schedule.cron(value.text(), zone);
        } catch (IllegalArgumentException notACron) {
            wrong(value, "no cron expression (" + notACron.getMessage() + ")",
                    "write it like 0 15 10 ? * MON-FRI, or off for never");
            return null;
        }
    }

    /** A time zone; that of the system for none, or if it is wrong. */
    ZoneId zone(Value value) {
        if (value != null) {
            try {
                return ZoneId.of(value.text());
            } catch (DateTimeException unknown) {
                wrong(value, "no time zone", "write it like Europe/Vienna");
            }
        }
        return ZoneId.systemDefault();
    }

    private Duration positive(Value value, String alternative) {
        try {
            Duration duration = Expressions.duration(value.text());
            if (!duration.isZero()) {
                return duration;
            }
        } catch (IllegalArgumentException notADuration) {
            // said below
        }
        wrong(value, "no positive duration", "write it like 5s, 200ms or PT1M" + alternative);
        return null;
    }

    private void wrong(Value value, String rule, String wayOut) {
        error("%s is \"%s\" and %s: %s".formatted(value.place(), value.text(), rule, wayOut));
    }
}
