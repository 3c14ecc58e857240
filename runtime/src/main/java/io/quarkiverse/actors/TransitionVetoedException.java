package io.quarkiverse.actors;

/** A {@link Guard} returned {@code false}; nothing has changed. */
public class TransitionVetoedException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception without a cause.
     *
     * @param message the message
     */
    public TransitionVetoedException(String message) {
        super(message);
    }

    /**
     * An exception with a cause.
     *
     * @param message the message
     * @param cause the cause, may be null
     */
    public TransitionVetoedException(String message, Throwable cause) {
        super(message, cause);
    }
}
