package io.quarkiverse.actors;

/** What follows from the failure of an iteration; see {@link Supervised}. */
public enum SupervisionStrategy {
    /**
     * The task goes on after a backoff; everything else of the actor keeps running. An item whose iteration failed is
     * processed again, up to {@link Supervised#maxAttempts()} times in all, then it is a {@link DeadLetter}.
     */
    RESTART_TASK,
    /**
     * The actor is restarted after a backoff: resources are released and acquired anew, and all tasks that have not succeeded
     * begin again. Items are treated as with {@link #RESTART_TASK}.
     */
    RESTART_ACTOR,
    /** The item is a {@link DeadLetter}, and the actor is stopped, with those that require it. */
    STOP,
    /**
     * The item is a {@link DeadLetter} at once, and the task goes on: with its next item at once, without an item after the
     * backoff. The budget is not touched.
     */
    RESUME
}
