package io.quarkiverse.actors.runtime.task;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import io.smallrye.mutiny.subscription.Cancellable;

/** Cancels what was subscribed to: code of the application, which may throw. */
final class Cancellation {

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
            LOG.cancellationFailed(failure, owner);
        }
    }
}
