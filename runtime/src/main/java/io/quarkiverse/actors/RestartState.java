package io.quarkiverse.actors;

/** Where an actor is in a restart; a state machine in parallel to {@link ActorState}. */
public enum RestartState {
    /** No restart is in progress or has completed since the last start. */
    IGNORE,
    /** A restart begins. */
    RESTARTING,
    /** The restart is stopping the actor. */
    STOPPING,
    /** The restart is starting the actor. */
    STARTING,
    /** The last restart completed. */
    RESTARTED
}
