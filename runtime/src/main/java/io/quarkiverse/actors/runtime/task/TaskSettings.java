package io.quarkiverse.actors.runtime.task;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Supervision;

/**
 * What annotations and configuration say of a task once all expressions are resolved.
 *
 * @param schedule the ticks of a periodic task; null for others
 * @param delay how long after the start of the actor the schedule begins, not negative
 * @param timeout how long an iteration may take; null for no limit
 * @param stallTimeout how long it may go without beginning or finishing an iteration; null for no watch
 * @param batchTimeouts for each input how long the first item of a batch waits for the others; null elements for no limit
 * @param supervision how failures are dealt with
 */
public record TaskSettings(Schedule schedule, Duration delay, Duration timeout, Duration stallTimeout,
        List<Duration> batchTimeouts,
        Supervision supervision) {

    /**
     * No schedule and no limit.
     *
     * @param task the task
     * @return its settings
     */
    public static TaskSettings unlimited(TaskModel task) {
        return new TaskSettings(null, Duration.ZERO, null, null, Collections.nCopies(task.inputs().size(), null),
                Supervision.DEFAULT);
    }
}
