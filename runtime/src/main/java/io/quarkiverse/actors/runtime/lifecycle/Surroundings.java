package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.runtime.message.Mailbox;
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
 * @param mailboxes what all mailboxes share
 * @param listeners hear of every transition
 * @param taskListeners hear of every change of state of a task; while there are none, no such change is made an event
 * @param deadLetters hear of every item that will not be processed
 * @param random yields numbers from 0 to 1, for jitter
 * @param stateListeners hear where actors are
 * @param stalls looks after tasks that may stall
 * @param starter starts an actor that did not start with the application, if it is crashed, and what waits for it
 * @param stopper stops an actor and what requires it, because its supervision says so
 */
public record Surroundings(Threads threads, Executor loop, ControlThread control, Timers timers, Clock clock,
        LongSupplier nanoTime, Settings settings, Mailbox.Shared mailboxes, List<TransitionListener> listeners,
        List<TaskTransitionListener> taskListeners, List<Consumer<DeadLetter>> deadLetters, DoubleSupplier random,
        List<StateListener> stateListeners, StallWatch stalls, Consumer<ActorCell> starter, Consumer<ActorCell> stopper) {
}
