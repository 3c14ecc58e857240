package io.quarkiverse.actors.runtime.task;

import java.time.Clock;
import java.util.function.LongSupplier;

import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.supervision.Supervisor;
import io.quarkiverse.actors.runtime.turn.Timers;
import io.quarkiverse.actors.runtime.turn.Turn;

/**
 * What the tasks of one actor share.
 *
 * @param actor the name of the actor
 * @param turn the turn of the actor
 * @param listener hears how tasks end
 * @param timers for delays
 * @param clock for time stamps
 * @param nanoTime measures durations
 * @param supervisor decides what follows from failures
 * @param outputs makes the streams of what tasks emit
 */
public record TaskContext(String actor, Turn turn, TaskListener listener, Timers timers, Clock clock, LongSupplier nanoTime,
        Supervisor supervisor, Outputs outputs) {

    /** Makes the streams of what tasks emit. */
    @FunctionalInterface
    public interface Outputs {

        /** Streams of their own. */
        Outputs PLAIN = (task, label, wake) -> new ItemStream(label, wake);

        /**
         * Makes the stream of a task.
         *
         * @param task the task
         * @param label the actor and the task, for messages
         * @param wake wakes the task when there is room again
         * @return the stream
         */
        ItemStream open(TaskModel task, String label, Runnable wake);
    }
}
