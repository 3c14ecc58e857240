package io.quarkiverse.actors.runtime.task;

import java.time.Instant;

import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.supervision.Verdict;

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
     * An iteration has failed, and the task has not come to its end by that.
     *
     * @param task the task
     * @param cause the failure
     * @param verdict what follows; {@link Verdict.Action#GO_ON} is done by the task itself
     */
    void failed(Task task, Throwable cause, Verdict verdict);

    /**
     * A task that has failed goes on: nothing waits for a backoff any more. By default nothing.
     *
     * @param task the task
     */
    default void goesOn(Task task) {
        // most listeners need the end only
    }

    /**
     * An item will not be processed.
     *
     * @param task the task that consumes
     * @param item the item or batch
     * @param cause the failure of the last attempt; null if there was none
     * @param attempts how many times it was attempted
     */
    void deadLetter(Task task, Object item, Throwable cause, int attempts);

    /**
     * Items that were emitted to a task will not be processed by it; {@link #deadLetter} has told of each of them that could be
     * taken out of its buffer.
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
