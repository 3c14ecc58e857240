package io.quarkiverse.actors;

import java.time.Instant;

/**
 * What a task has done since its actor was last started; the figures are read one after another while the task goes on.
 *
 * @param name the name of the task
 * @param state the state of the task
 * @param iterations how many iterations have begun; for a {@code Multi} task how many items arrived, for a stream processor how
 *        many it was given
 * @param emitted how many items were emitted
 * @param skipped how many times the task was passed over: iterations that had nothing to emit ({@link TaskResult#skip()} or
 *        {@code null}), ticks that were missed, and items that were dropped because the task could not keep up
 * @param failed how many iterations failed
 * @param retried how many iterations asked to be repeated
 * @param lastFailure the failure of the last iteration that failed; null if none has
 * @param since when the task entered its state
 */
public record TaskSnapshot(String name, TaskState state, long iterations, long emitted, long skipped, long failed, long retried,
        Throwable lastFailure, Instant since) {
}
