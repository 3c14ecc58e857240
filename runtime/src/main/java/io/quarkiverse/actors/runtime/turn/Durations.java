package io.quarkiverse.actors.runtime.turn;

import java.time.Duration;
import java.util.Locale;

/** Durations in messages, and the longest one. */
public final class Durations {

    /** Two centuries: no timer waits for longer, and nanoseconds can count it. */
    public static final Duration LONGEST = Duration.ofDays(73_000);

    private Durations() {
    }

    /**
     * A duration that timers can wait for.
     *
     * @param duration any duration
     * @return the same, or {@link #LONGEST} if that is shorter
     */
    public static Duration shortened(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
    }

    /**
     * A duration as users write it, such as {@code 20s} or {@code 200ms}.
     *
     * @param duration the duration
     * @return the text
     */
    public static String text(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + "ms";
        }
        return Duration.ofMillis(duration.toMillis()).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
