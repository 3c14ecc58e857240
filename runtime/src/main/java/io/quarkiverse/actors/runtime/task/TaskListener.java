package io.quarkiverse.actors.runtime.task;

/** Hears how the tasks of an actor end. Called within the turn; does not block. */
public interface TaskListener {

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
}
