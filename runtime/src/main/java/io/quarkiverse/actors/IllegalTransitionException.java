package io.quarkiverse.actors;

/** A lifecycle call is not allowed in the state that the actor is in; the message says what is. */
public class IllegalTransitionException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception without a cause.
     *
     * @param message the message
     */
    public IllegalTransitionException(String message) {
        super(message);
    }

    /**
     * An exception with a cause.
     *
     * @param message the message
     * @param cause the cause, may be null
     */
    public IllegalTransitionException(String message, Throwable cause) {
        super(message, cause);
    }
}
