package io.quarkiverse.actors;

/**
 * A resource is not there. Thrown by a {@link Resource} method, it lets the actor start without the resource; calls of the
 * method throw it then.
 */
public class ResourceUnavailableException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception without a cause.
     *
     * @param message the message
     */
    public ResourceUnavailableException(String message) {
        super(message);
    }

    /**
     * An exception with a cause.
     *
     * @param message the message
     * @param cause the cause, may be null
     */
    public ResourceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
