package io.quarkiverse.actors.runtime;

/** A probe in which an actor may count. */
public enum HealthProbe {
    /** Whether the start with the application is over. */
    STARTUP,
    /** Whether the actor is where it should be. */
    READINESS,
    /** Whether anything is left that would bring the actor up again. */
    LIVENESS,
    /** No probe at all; alone. */
    NONE
}
