package io.quarkiverse.actors.runtime.model;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;

/**
 * A hook or guard of an actor.
 *
 * @param kind when it runs
 * @param state the state entered or left; null for a guard
 * @param trigger the trigger guarded; null for a hook
 * @param method the method
 * @param takesTransition whether the method takes the transition
 */
public record HookModel(Kind kind, ActorState state, Trigger trigger, MethodModel method, boolean takesTransition) {

    /** When a hook runs. */
    public enum Kind {
        /** After a state was entered. */
        ENTER,
        /** When a state is left. */
        EXIT,
        /** Before an explicit lifecycle call. */
        GUARD
    }
}
