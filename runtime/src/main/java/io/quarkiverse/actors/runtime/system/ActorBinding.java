package io.quarkiverse.actors.runtime.system;

import io.quarkiverse.actors.runtime.turn.MethodCall;

/** Connects an actor of the model with its bean. */
public interface ActorBinding {

    /**
     * The instance whose methods are called; created on the first call.
     *
     * @return the instance, always the same, not a proxy
     */
    Object instance();

    /**
     * The call of a method.
     *
     * @param index the {@code call} of a method model of this actor
     * @return calls that method
     */
    MethodCall call(int index);
}
