package io.quarkiverse.actors.runtime.task;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.subscription.Cancellable;

/** Cancels what was subscribed to: code of the application, which may throw. */
final class Cancellation {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.actors");

    private Cancellation() {
    }

    /**
     * Cancels; a failure is logged, since whoever cancels does not wait for anything any more.
     *
     * @param cancellable what is cancelled
     * @param owner whose it is, for the message
     */
    static void run(Cancellable cancellable, Object owner) {
        try {
            cancellable.cancel();
        } catch (Throwable failure) {
            LOG.errorf(failure, "What %s was waiting for has failed while it was cancelled", owner);
        }
    }
}
