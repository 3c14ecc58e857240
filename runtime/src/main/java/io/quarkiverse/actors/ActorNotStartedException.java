package io.quarkiverse.actors;

/** The actor is not started, and what was called needs that. */
public class ActorNotStartedException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception without a cause.
     *
     * @param message the message
     */
    public ActorNotStartedException(String message) {
        super(message);
    }

    /**
     * An exception with a cause.
     *
     * @param message the message
     * @param cause the cause, may be null
     */
    public ActorNotStartedException(String message, Throwable cause) {
        super(message, cause);
    }
}
