package io.quarkiverse.actors.runtime;

/** What becomes of the application when its actors do not start. */
public enum StartFailure {
    /** It does not start either. */
    FAIL,
    /** It starts and is not ready. */
    DEGRADE
}
