package io.quarkiverse.actors.runtime.task;

import java.time.Clock;
import java.util.function.LongSupplier;

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
 */
public record TaskContext(String actor, Turn turn, TaskListener listener, Timers timers, Clock clock, LongSupplier nanoTime,
        Supervisor supervisor) {
}
