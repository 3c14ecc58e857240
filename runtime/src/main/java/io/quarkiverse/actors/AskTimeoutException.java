package io.quarkiverse.actors;

/** The actor has not answered in time. */
public class AskTimeoutException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception without a cause.
     *
     * @param message the message
     */
    public AskTimeoutException(String message) {
        super(message);
    }

    /**
     * An exception with a cause.
     *
     * @param message the message
     * @param cause the cause, may be null
     */
    public AskTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
