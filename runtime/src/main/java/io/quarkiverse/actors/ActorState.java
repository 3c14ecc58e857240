package io.quarkiverse.actors;

import java.util.Locale;

/**
 * The states of an actor, a hierarchy: an actor that is {@link #HEALTHY} is also {@link #RUNNING} and {@link #STARTED}.
 */
public enum ActorState {
    /** The actor is known and not yet ready to be started. */
    INITIALIZING(null),
    /** The actor can be started and never was. */
    INITIALIZED(null),
    /** The actor is being started and waits for its dependencies. */
    STARTING(null),
    /** Its dependencies are started; its resources are being acquired. */
    DEPENDENCIES_STARTED(STARTING),
    /** Its resources are acquired; its tasks are about to start. */
    RESOURCES_ACQUIRED(STARTING),
    /** Its tasks are started. */
    TASKS_STARTED(STARTING),
    /** The actor is running or paused. */
    STARTED(null),
    /** The tasks of the actor run. */
    RUNNING(STARTED),
    /** Running, and nothing is wrong. */
    HEALTHY(RUNNING),
    /** Running with a warning. */
    DEGRADED(RUNNING),
    /** Running with a problem. */
    UNHEALTHY(RUNNING),
    /** The tasks of the actor are held on request; resources and buffers are kept. */
    PAUSED(STARTED),
    /** The actor is being stopped; its tasks end. */
    STOPPING(null),
    /** Its tasks have ended and what was buffered for them is processed; its resources are being released. */
    TASKS_STOPPED(STOPPING),
    /** Its resources are released; dependencies that stop with it are awaited. */
    RESOURCES_RELEASED(STOPPING),
    /** The dependencies that stop with it are stopped. */
    DEPENDENCIES_STOPPED(STOPPING),
    /** The actor was stopped and nothing of it is left. */
    STOPPED(null),
    /** The actor failed; everything that it had acquired was released. */
    CRASHED(null);

    private final ActorState parent;
    private final String path;

    ActorState(ActorState parent) {
        this.parent = parent;
        String name = name().toLowerCase(Locale.ROOT);
        this.path = parent == null ? name : parent.path + "." + name;
    }

    /**
     * The state that encloses this one.
     *
     * @return the enclosing state, or null for an outermost one
     */
    public ActorState parent() {
        return parent;
    }

    /**
     * Whether an actor in this state is also in another one.
     *
     * @param state the other state, not null
     * @return {@code true} if {@code state} is this state or encloses it
     */
    public boolean isIn(ActorState state) {
        for (ActorState s = this; s != null; s = s.parent) {
            if (s == state) {
                return true;
            }
        }
        return false;
    }

    /**
     * The states from the outermost to this one.
     *
     * @return the names in lower case joined by dots, such as {@code started.running.healthy}
     */
    public String path() {
        return path;
    }
}
