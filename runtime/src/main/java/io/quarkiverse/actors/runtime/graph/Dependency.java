package io.quarkiverse.actors.runtime.graph;

import java.util.Objects;

/**
 * An edge of the graph, from an actor to one that starts before it.
 *
 * @param dependent the name of the actor that depends
 * @param dependency the name of the actor it depends on
 * @param required whether the dependent needs the dependency to be started, or only comes after it
 */
public record Dependency(String dependent, String dependency, boolean required) {

    /** Checks the names. */
    public Dependency {
        Objects.requireNonNull(dependent, "dependent");
        Objects.requireNonNull(dependency, "dependency");
    }
}
