package io.quarkiverse.actors.runtime.message;

import io.quarkiverse.actors.ActorState;

/** The actor that messages are for. Any thread, unless a method says otherwise. */
public interface Receiver {

    /**
     * Its name.
     *
     * @return the name, with the key if the actor is keyed
     */
    String name();

    /**
     * Its name in the configuration.
     *
     * @return the name, without a key
     */
    String actor();

    /**
     * Its state.
     *
     * @return the state at this moment
     */
    ActorState state();

    /**
     * What the messages are given. Called in the turn, only while messages are served.
     *
     * @return the instance, or its mock
     */
    Object receiver();

    /**
     * Who takes the messages that this one does not take, because it has come to its end or has not been started.
     *
     * @return a mailbox for which a start is on its way, perhaps the same; null if there is nobody
     */
    Mailbox successor();
}
