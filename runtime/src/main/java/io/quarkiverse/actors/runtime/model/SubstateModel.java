package io.quarkiverse.actors.runtime.model;

import io.quarkiverse.actors.ActorState;

/**
 * A sub-state of the application's own.
 *
 * @param type the name of the class of the annotation
 * @param name the simple name, as it appears in paths and events
 * @param of the state, {@code started} or within, that encloses it
 */
public record SubstateModel(String type, String name, ActorState of) {
}
