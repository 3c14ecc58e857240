package io.quarkiverse.actors.runtime.message;

import java.util.function.Consumer;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.runtime.message.Gate.State;

/** Lets messages in while the gate says so and as long as there is room. Any thread. */
final class Admission {

    private final Receiver receiver;
    private final Gate gate;
    private final Room room;
    private final Consumer<Message> post;

    /** @param post sends messages that have waited for room */
    Admission(Receiver receiver, Gate gate, Room room, Consumer<Message> post) {
        this.receiver = receiver;
        this.gate = gate;
        this.room = room;
        this.post = post;
    }

    /**
     * Takes room for a message, which then has to be sent; or says why not.
     * <p>
     * Counts first and looks at the gate then, so that a mailbox that drains either counts the message or refuses it.
     */
    ActorException enter() {
        boolean taken = room.take();
        if (gate.letsIn()) {
            return taken ? null : Refusals.of(receiver).full(room.capacity());
        }
        if (taken) {
            room.giveBack();
        }
        return Refusals.of(receiver).notStarted();
    }

    /** Room or the gate has changed: lets in those who wait, as far as there is room, or refuses them. */
    void review() {
        if (gate.refuses()) {
            room.refuse(Refusals.of(receiver).ended());
        } else if (gate.state() != State.DRAINING) {
            room.admit(post);
        }
    }
}
