package io.quarkiverse.actors.runtime.system;

import java.util.function.Consumer;

import org.jboss.logging.Logger;

/** Tells listeners what happens; one that throws is logged, and harms neither the actors nor the others. */
final class Listening {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.actors");

    private Listening() {
    }

    /** Wraps a listener. */
    static <E> Consumer<E> to(Consumer<E> listener) {
        return event -> {
            try {
                listener.accept(event);
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "A listener failed: %s", event);
            }
        };
    }
}
