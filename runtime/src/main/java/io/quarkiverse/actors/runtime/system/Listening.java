package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.util.function.Consumer;

import io.quarkiverse.actors.runtime.lifecycle.StateListener;

/** Tells listeners what happens; one that throws is logged, and harms neither the actors nor the others. */
final class Listening {

    private Listening() {
    }

    /** Wraps a listener. */
    static <E> Consumer<E> to(Consumer<E> listener) {
        return event -> {
            try {
                listener.accept(event);
            } catch (Throwable failure) {
                LOG.listenerFailed(failure, event);
            }
        };
    }

    /** Wraps a listener to states. */
    static StateListener toStates(StateListener listener) {
        return (actor, state, retried) -> {
            try {
                listener.onState(actor, state, retried);
            } catch (Throwable failure) {
                LOG.listenerFailed(failure, actor + " " + state.path());
            }
        };
    }
}
