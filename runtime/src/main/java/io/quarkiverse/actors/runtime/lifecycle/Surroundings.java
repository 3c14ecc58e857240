package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import io.quarkiverse.actors.runtime.message.Mailbox;
import io.quarkiverse.actors.runtime.turn.Lanes;
import io.quarkiverse.actors.runtime.turn.Timers;

/**
 * What all actors share.
 *
 * @param workers the lanes of what blocks
 * @param loops the lanes of what does not
 * @param loop an executor of what does not block and belongs to no turn
 * @param control the control thread
 * @param timers call back later
 * @param clock gives time stamps
 * @param nanoTime measures durations
 * @param settings what the user has set
 * @param mailboxes what all mailboxes share
 * @param listener hears of every transition
 */
public record Surroundings(Lanes workers, Lanes loops, Executor loop, ControlThread control, Timers timers, Clock clock,
        LongSupplier nanoTime, Settings settings, Mailbox.Shared mailboxes,
        TransitionListener listener) {
}
