package io.quarkiverse.actors.deployment;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.quarkiverse.actors.runtime.Expressions;
import io.quarkiverse.actors.runtime.task.Schedule;

/**
 * Checks the text of annotation members as far as it is known at build time: nothing is wrong with one that is left out or that
 * has a property expression.
 */
final class Literals {

    private Literals() {
    }

    static boolean isPositiveDuration(String text) {
        return isUnknown(text) || isDuration(text) && !Expressions.duration(text).isZero();
    }

    static boolean isDuration(String text) {
        if (isUnknown(text)) {
            return true;
        }
        try {
            Expressions.duration(text);
            return true;
        } catch (IllegalArgumentException notADuration) {
            return false;
        }
    }

    static boolean isInterval(String text) {
        return Expressions.isOff(text) || isPositiveDuration(text);
    }

    /** Why a text is no cron expression; null if it is one. */
    static String cronProblem(String text) {
        if (isUnknown(text) || Expressions.isOff(text)) {
            return null;
        }
        try {
            Schedule.cron(text.trim(), ZoneOffset.UTC);
            return null;
        } catch (IllegalArgumentException notACron) {
            return notACron.getMessage();
        }
    }

    static boolean isTimeZone(String text) {
        if (isUnknown(text)) {
            return true;
        }
        try {
            ZoneId.of(text.trim());
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private static boolean isUnknown(String text) {
        return text.isEmpty() || Expressions.isExpression(text);
    }
}
