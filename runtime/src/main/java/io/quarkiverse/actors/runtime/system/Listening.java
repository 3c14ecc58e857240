package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.util.function.Consumer;

/** Tells listeners what happens; one that throws is logged, and harms neither the actors nor the others. */
final class Listening {

    private Listening() {
    }

    /** Wraps a listener. */
    static <E> Consumer<E> to(Consumer<E> listener) {
        return event -> {
            try {
                listener.accept(event);
            } catch (RuntimeException failure) {
                LOG.listenerFailed(failure, event);
            }
        };
    }
}
