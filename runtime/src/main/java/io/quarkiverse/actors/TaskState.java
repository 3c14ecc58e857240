package io.quarkiverse.actors;

/** The states of a task, in parallel to the {@link ActorState} of its actor. */
public enum TaskState {
    /** The task has not begun since the last start of its actor. */
    INITIALIZED,
    /** The task runs, or is held by a pause. */
    RUNNING,
    /** The task has ended: it returned {@link TaskResult#success()}, its stream completed, or all its producers did. */
    SUCCEEDED,
    /** An iteration failed. */
    FAILED,
    /** An iteration failed and the task will not be called again before its actor is started anew. */
    CRASHED,
    /** The task waits to repeat an iteration. */
    RETRYING
}
