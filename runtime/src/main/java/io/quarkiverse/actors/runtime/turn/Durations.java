package io.quarkiverse.actors.runtime.turn;

import java.time.Duration;
import java.util.Locale;

/** Durations in messages. */
public final class Durations {

    private Durations() {
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
