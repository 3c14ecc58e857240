package io.quarkiverse.actors.runtime.message;

import java.util.function.Supplier;

import io.quarkiverse.actors.ActorState;

/**
 * The actor that messages are for.
 *
 * @param name its name
 * @param state yields its state; any thread
 * @param instance yields what the messages are given; called in the turn, only while messages are served
 */
public record Receiver(String name, Supplier<ActorState> state, Supplier<Object> instance) {

    Refusals refusals() {
        return new Refusals(name, state.get());
    }
}
