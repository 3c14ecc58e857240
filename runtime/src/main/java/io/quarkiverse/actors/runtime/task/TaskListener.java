package io.quarkiverse.actors.runtime.task;

import java.time.Instant;

import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.TaskState;

/** Hears what becomes of the tasks of an actor. Called within the turn, unless a method says otherwise; does not block. */
public interface TaskListener {

    /**
     * A task has gone from one state to another. Called in order for each task, before {@link #ended}; by default nothing.
     *
     * @param task the task
     * @param from the state left
     * @param to the state entered
     * @param at when
     * @param cause the failure behind it, or null
     */
    default void changed(Task task, TaskState from, TaskState to, Instant at, Throwable cause) {
        // most listeners need the end only
    }

    /**
     * A task has come to its end; it is not called again before its actor is started or restarted.
     *
     * @param task the task
     * @param outcome how it ended
     * @param cause the failure for {@link Task.Outcome#FAILED}, else null
     */
    void ended(Task task, Task.Outcome outcome, Throwable cause);

    /**
     * Items that were emitted to a task will not be processed by it.
     *
     * @param task the task
     * @param producer the name of the stream they came from
     * @param items how many, at least 1
     */
    void undelivered(Task task, String producer, long items);

    /**
     * Items that come are dropped from now on, because a task cannot keep up. Called once for each run of the task, on the
     * thread of the producer.
     *
     * @param task the task that is too slow
     * @param producer the name of the stream they come from
     * @param policy which items are dropped
     */
    default void dropping(Task task, String producer, Overflow policy) {
        // the snapshot of the task says how many
    }
}
