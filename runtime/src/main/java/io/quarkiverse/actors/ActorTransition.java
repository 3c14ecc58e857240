package io.quarkiverse.actors;

import java.time.Instant;

/**
 * An actor went from one state to another, or into or out of a {@link Substate}; a CDI event.
 * <p>
 * There is one event per transition, sub-states included; the events of one actor arrive in order, on a worker thread. The
 * actor never waits for its observers, and an observer that throws is logged.
 *
 * @param actor the name of the actor
 * @param key the key of a keyed actor; null for others
 * @param from the innermost state that was left
 * @param to the innermost state that was entered; the same as {@code from} if only the sub-state has changed
 * @param substate the sub-state of the application's own that the actor is in now, by its simple name; null if none
 * @param trigger what made the actor change its state
 * @param at when
 * @param reason why, in words; may be null
 * @param cause the failure behind it; may be null
 */
public record ActorTransition(String actor, String key, ActorState from, ActorState to, String substate, Trigger trigger,
        Instant at, String reason, Throwable cause) {

    /**
     * Where the actor is now.
     *
     * @return the path of the state that was entered, with the sub-state, such as {@code started.running.healthy.VariantA}
     */
    public String path() {
        return substate == null ? to.path() : to.path() + "." + substate;
    }
}
