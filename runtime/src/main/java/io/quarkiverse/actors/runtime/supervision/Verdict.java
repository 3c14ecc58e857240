package io.quarkiverse.actors.runtime.supervision;

import java.time.Duration;

/**
 * What follows from one failure.
 *
 * @param action what happens to task and actor
 * @param deadLetter whether the item in hand is given up; else it is processed again when the task goes on
 * @param delay how long it takes until that happens, not negative
 */
public record Verdict(Action action, boolean deadLetter, Duration delay) {

    /** What happens to task and actor. */
    public enum Action {
        /** The task goes on. */
        GO_ON,
        /** The actor restarts. */
        RESTART_ACTOR,
        /** The actor restarts with a new instance. */
        RENEW_ACTOR,
        /** The actor stops. */
        STOP,
        /** The budget is spent: the actor crashes. */
        CRASH
    }
}
