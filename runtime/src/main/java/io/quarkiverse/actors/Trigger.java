package io.quarkiverse.actors;

/** What makes an actor change its state. */
public enum Trigger {
    /** The actor system came up. */
    INITIALIZE,
    /** {@link ActorRef#start()}, or a start of the application or of a dependent. */
    START,
    /** {@link ActorRef#pause()}. */
    PAUSE,
    /** {@link ActorRef#resume()}. */
    RESUME,
    /** {@link ActorRef#stop()}, or a stop of the application or of a required dependency. */
    STOP,
    /** {@link ActorRef#restart()}. */
    RESTART,
    /** {@link ActorRef#reportError(Throwable)}, or an exception while starting. */
    REPORT_ERROR,
    /** {@link ActorRef#reportWarning(String)}, or a task that backs off. */
    REPORT_WARNING,
    /** {@link ActorRef#reportProblem(String)}, a failed task, or a required dependency that is down. */
    REPORT_PROBLEM,
    /** {@link ActorRef#recover()}, or the end of what made the actor degraded or unhealthy. */
    RECOVER,
    /** {@link ActorRef#enter(Class)}: within its state the actor enters a {@link Substate}. */
    ENTER,
    /** {@link ActorRef#leave()}: the actor leaves a {@link Substate} and stays in its state. */
    LEAVE;

    /**
     * The name as it appears in messages.
     *
     * @return the constant in lower case, such as {@code report_error}
     */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
