package io.quarkiverse.actors.runtime.lifecycle;

import java.util.function.Supplier;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;

/** A transition on its way, of which a record is made only when somebody asks for it. Control thread. */
final class Transition {

    private final ActorState from;
    private final ActorState to;
    private final Supplier<ActorTransition> recording;
    private ActorTransition recorded;

    Transition(ActorState from, ActorState to, Supplier<ActorTransition> recording) {
        this.from = from;
        this.to = to;
        this.recording = recording;
    }

    ActorState from() {
        return from;
    }

    ActorState to() {
        return to;
    }

    /** The record, always the same. */
    ActorTransition recorded() {
        if (recorded == null) {
            recorded = recording.get();
        }
        return recorded;
    }
}
