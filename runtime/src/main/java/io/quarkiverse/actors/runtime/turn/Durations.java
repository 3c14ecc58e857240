package io.quarkiverse.actors.runtime.turn;

import java.time.Duration;
import java.util.Locale;

/** Durations in messages. */
public final class Durations {

    private Durations() {
    }

    /**
     * A duration as users write it, such as {@code 20s}.
     *
     * @param duration the duration
     * @return the text
     */
    public static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
