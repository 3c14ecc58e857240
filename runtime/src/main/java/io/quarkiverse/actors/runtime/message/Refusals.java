package io.quarkiverse.actors.runtime.message;

import java.time.Duration;

import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.AskTimeoutException;
import io.quarkiverse.actors.MailboxFullException;
import io.quarkiverse.actors.runtime.turn.Durations;

/**
 * Says why a message does not run, or is not answered.
 *
 * @param actor the name of the actor
 * @param configured its name in the configuration
 * @param state its state
 */
record Refusals(String actor, String configured, ActorState state) {

    static Refusals of(Receiver receiver) {
        return new Refusals(receiver.name(), receiver.actor(), receiver.state());
    }

    /** Not let in. */
    ActorNotStartedException notStarted() {
        return new ActorNotStartedException("%s takes no messages: it is %s; start it first, or wait until it is started"
                .formatted(actor, state.path()));
    }

    /** Let in, and not reached any more. */
    ActorNotStartedException ended() {
        return new ActorNotStartedException(
                "%s came to its end before it came to a message, which has not run: it is %s; start it and send it again"
                        .formatted(actor, state.path()));
    }

    /** Begun, and cut off. */
    ActorNotStartedException cutOff() {
        return new ActorNotStartedException("%s came to its end in the middle of a message, which was cancelled: it is %s"
                .formatted(actor, state.path()));
    }

    MailboxFullException full(int capacity) {
        return new MailboxFullException(("The mailbox of %s is full, with %d messages: wait for replies, use tellAsync, which "
                + "waits for room, or set quarkus.actors.actor.\"%s\".mailbox-size").formatted(actor, capacity, configured));
    }

    AskTimeoutException late(Duration limit, boolean withdrawn) {
        return new AskTimeoutException(("%s did not answer within %s (quarkus.actors.ask-timeout): the message %s; %s is %s")
                .formatted(actor, Durations.text(limit),
                        withdrawn ? "had not begun, and will not run" : "has begun, and its outcome will be ignored", actor,
                        state.path()));
    }

    IllegalStateException ownTurn() {
        return new IllegalStateException("A message to " + actor + " is awaited in the actor's own turn, which would wait "
                + "for itself: do not subscribe there; use tell, or call the method itself");
    }

    String withdrawn() {
        return "The ask of " + actor + " was cancelled before it had begun";
    }
}
