package io.quarkiverse.actors.runtime.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Tags;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.message.Mailbox;

/** What an actor is in: its state and its messages. */
record ActorMeters(ActorCell actor) {

    /** Each actor is in exactly one of them, steps of a start and a stop taken together. */
    static final List<ActorState> STATES = List.of(ActorState.INITIALIZING, ActorState.INITIALIZED, ActorState.STARTING,
            ActorState.HEALTHY, ActorState.DEGRADED, ActorState.UNHEALTHY, ActorState.PAUSED, ActorState.STOPPING,
            ActorState.STOPPED, ActorState.CRASHED);

    void register(Meters meters) {
        Tags tags = Tags.of("actor", actor.name());
        for (ActorState state : STATES) {
            state(meters, tags, state, actor, it -> it.state().isIn(state) ? 1 : 0);
        }
        messages(meters, tags, actor.mailbox(), Mailbox::size);
    }

    static <T> void state(Meters meters, Tags tags, ActorState state, T object, ToDoubleFunction<T> count) {
        meters.gauge("actors.states", "Actors that are in a state", tags.and("state", tag(state)), object, count);
    }

    static <T> void messages(Meters meters, Tags tags, T object, ToDoubleFunction<T> size) {
        meters.gauge("actors.mailbox.size", "Messages that wait or run", tags, object, size);
    }

    static String tag(ActorState state) {
        String path = state.path();
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
