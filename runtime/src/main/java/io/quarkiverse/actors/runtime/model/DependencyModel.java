package io.quarkiverse.actors.runtime.model;

/**
 * An edge of the graph.
 *
 * @param actor the name of the actor depended upon
 * @param required whether the dependent needs it to be started, or only comes after it
 */
public record DependencyModel(String actor, boolean required) {
}
