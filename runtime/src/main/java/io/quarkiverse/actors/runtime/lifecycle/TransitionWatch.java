package io.quarkiverse.actors.runtime.lifecycle;

import java.util.concurrent.Executor;

import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.smallrye.mutiny.Multi;

/** The transitions of an actor as a stream; costs nothing as long as nobody watches. */
final class TransitionWatch {

    private final String actor;
    private final Executor executor;
    /** Null before somebody watches. */
    private volatile ItemStream stream;

    /**
     * @param executor serves those who watch
     */
    TransitionWatch(String actor, Executor executor) {
        this.actor = actor;
        this.executor = executor;
    }

    /** The transitions from the subscription on. Any thread. */
    Multi<ActorTransition> watch() {
        return open().watch(executor).onItem().castTo(ActorTransition.class);
    }

    private synchronized ItemStream open() {
        if (stream == null) {
            stream = new ItemStream(actor + " transitions", () -> {
            });
        }
        return stream;
    }

    /** Control thread. */
    void publish(Transition transition) {
        ItemStream watched = stream;
        if (watched != null) {
            watched.reserve(1, 0);
            watched.emit(transition.recorded());
            watched.flush();
        }
    }

    /** Completes those who watch, now and later, because the application ends. */
    void close() {
        open().close();
    }
}
