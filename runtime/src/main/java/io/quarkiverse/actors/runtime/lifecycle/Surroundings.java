package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import io.quarkiverse.actors.runtime.turn.Threads;
import io.quarkiverse.actors.runtime.turn.Timers;

/**
 * What all actors share.
 *
 * @param threads the lanes that run turns
 * @param loop an executor of what does not block and belongs to no turn
 * @param control the control thread
 * @param timers call back later
 * @param clock gives time stamps
 * @param nanoTime measures durations
 * @param settings what the user has set
 * @param listeners hear of every transition
 * @param taskListeners hear of every change of state of a task; while there are none, no such change is made an event
 */
public record Surroundings(Threads threads, Executor loop, ControlThread control, Timers timers, Clock clock,
        LongSupplier nanoTime, Settings settings, List<TransitionListener> listeners,
        List<TaskTransitionListener> taskListeners) {
}
