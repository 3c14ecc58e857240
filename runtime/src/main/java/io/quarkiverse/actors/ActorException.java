package io.quarkiverse.actors;

/** The root of the exceptions that this library throws at its users. */
public class ActorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception without a cause.
     *
     * @param message the message
     */
    public ActorException(String message) {
        super(message);
    }

    /**
     * An exception with a cause.
     *
     * @param message the message
     * @param cause the cause, may be null
     */
    public ActorException(String message, Throwable cause) {
        super(message, cause);
    }
}
