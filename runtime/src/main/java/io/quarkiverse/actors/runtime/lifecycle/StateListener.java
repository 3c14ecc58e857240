package io.quarkiverse.actors.runtime.lifecycle;

import io.quarkiverse.actors.ActorState;

/** Hears where actors are, without the rest of what a transition is. Called on the control thread; does not block. */
@FunctionalInterface
public interface StateListener {

    /**
     * An actor is in another state, or something else is to be expected of it.
     *
     * @param actor the name of the actor
     * @param state its innermost state
     * @param retried whether it will be started again if it is crashed
     */
    void onState(String actor, ActorState state, boolean retried);
}
