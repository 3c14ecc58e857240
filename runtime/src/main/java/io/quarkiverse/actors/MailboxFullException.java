package io.quarkiverse.actors;

/** The mailbox of the actor has no room for another message. */
public class MailboxFullException extends ActorException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception without a cause.
     *
     * @param message the message
     */
    public MailboxFullException(String message) {
        super(message);
    }

    /**
     * An exception with a cause.
     *
     * @param message the message
     * @param cause the cause, may be null
     */
    public MailboxFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
