package io.quarkiverse.actors.runtime;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.actors.runtime.turn.Durations;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.common.expression.Expression;

/**
 * What annotation members may say as text: property expressions and durations, in the dialect of {@code @Scheduled}.
 */
public final class Expressions {

    /** Two centuries: what lasts longer than nanoseconds can count is as good as that. */

    private final Function<String, Optional<String>> properties;

    /**
     * @param properties finds the value of a property
     */
    Expressions(Function<String, Optional<String>> properties) {
        this.properties = properties;
    }

    /**
     * Whether a text is, or contains, a property expression.
     *
     * @param text the text
     * @return {@code true} for <code>${a.b}</code>, <code>${a.b:default}</code>, text around them, and <code>{a.b}</code>
     */
    public static boolean isExpression(String text) {
        int begin = text.indexOf("${");
        return begin >= 0 && text.indexOf('}', begin) > 0 || isProperty(text.trim());
    }

    private static boolean isProperty(String trimmed) {
        return trimmed.startsWith("{") && trimmed.endsWith("}");
    }

    /**
     * Whether a text says that a schedule never ticks.
     *
     * @param text the text
     * @return {@code true} for {@code off} and {@code disabled}, in any case
     */
    public static boolean isOff(String text) {
        return text.trim().equalsIgnoreCase("off") || text.trim().equalsIgnoreCase("disabled");
    }

    /**
     * Reads a duration.
     *
     * @param text a text without expressions, such as {@code 10s}, {@code 200ms} or {@code PT1M}
     * @return a duration that is not negative; two centuries at most
     * @throws IllegalArgumentException if the text is none, or is negative
     */
    public static Duration duration(String text) {
        Duration duration = DurationConverter.parseDuration(text.trim());
        if (duration == null || duration.isNegative()) {
            throw new IllegalArgumentException(text);
        }
        return Durations.shortened(duration);
    }

    /**
     * Replaces property expressions.
     *
     * @param text the text, with or without expressions
     * @return the text with their values, trimmed
     * @throws NoSuchElementException if a property is not set and has no default; the message is its name
     */
    String resolve(String text) {
        String trimmed = text.trim();
        return isExpression(trimmed) ? expand(isProperty(trimmed) ? "$" + trimmed : trimmed).trim() : trimmed;
    }

    private String expand(String expression) {
        return Expression.compile(expression, Expression.Flag.LENIENT_SYNTAX, Expression.Flag.NO_TRIM)
                .evaluate((context, target) -> {
                    Optional<String> value = properties.apply(context.getKey());
                    if (value.isPresent()) {
                        target.append(value.get());
                    } else if (context.hasDefault()) {
                        context.expandDefault();
                    } else {
                        throw new NoSuchElementException(context.getKey());
                    }
                });
    }
}
