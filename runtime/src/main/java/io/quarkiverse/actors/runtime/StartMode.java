package io.quarkiverse.actors.runtime;

/** When actors start. */
public enum StartMode {
    /** While the application starts, which is not up before they are. */
    AUTO,
    /** While the application starts, which does not wait for them. */
    BACKGROUND,
    /** When they are told to. */
    HALTED
}
