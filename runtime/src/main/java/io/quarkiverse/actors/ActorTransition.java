package io.quarkiverse.actors;

import java.time.Instant;

/**
 * An actor went from one state to another; a CDI event.
 * <p>
 * There is one event per transition, sub-states included; the events of one actor arrive in order, on a worker thread. The
 * actor never waits for its observers, and an observer that throws is logged.
 *
 * @param actor the name of the actor
 * @param key the key of a keyed actor; null for others
 * @param from the innermost state that was left
 * @param to the innermost state that was entered
 * @param substate the sub-state of the application's own that was entered; null if none
 * @param trigger what made the actor change its state
 * @param at when
 * @param reason why, in words; may be null
 * @param cause the failure behind it; may be null
 */
public record ActorTransition(String actor, String key, ActorState from, ActorState to, String substate, Trigger trigger,
        Instant at, String reason, Throwable cause) {
}
