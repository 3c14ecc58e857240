package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;

import io.quarkiverse.actors.runtime.supervision.Supervision;

/**
 * What the user may set for one actor as a whole.
 *
 * @param shutdownTimeout how long its part of a stop may take, positive; null for as long as the stop of all
 * @param supervision says how long to wait before a start that has failed is tried again
 */
public record ActorSettings(Duration shutdownTimeout, Supervision supervision) {

    /** What holds where nothing is said. */
    public static final ActorSettings DEFAULT = new ActorSettings(null, Supervision.DEFAULT);
}
