package io.quarkiverse.actors.runtime.lifecycle;

import io.quarkiverse.actors.ActorTransition;

/** Hears of every transition. Called on the control thread in the order of each actor; does not block. */
@FunctionalInterface
public interface TransitionListener {

    /**
     * An actor has changed its state.
     *
     * @param transition what happened
     */
    void onTransition(ActorTransition transition);
}
