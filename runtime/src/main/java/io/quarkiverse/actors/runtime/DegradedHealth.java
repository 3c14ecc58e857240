package io.quarkiverse.actors.runtime;

/** Whether an actor that is {@code degraded} is ready. */
public enum DegradedHealth {
    /** It is ready. */
    UP,
    /** It is not ready. */
    DOWN
}
