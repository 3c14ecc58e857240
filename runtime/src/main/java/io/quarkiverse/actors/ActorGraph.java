package io.quarkiverse.actors;

import java.util.List;

/**
 * The dependencies of the actors of an application, reduced: an edge that follows from others is left out.
 * <p>
 * Immutable. Orders are deterministic: dependencies before dependents, ties by name.
 */
public interface ActorGraph {

    /**
     * The names of all actors.
     *
     * @return the names, dependencies before dependents, ties by name
     */
    List<String> actors();

    /**
     * What an actor depends on directly.
     *
     * @param actor the name of an actor, not null
     * @return the names, in the order of {@link #actors()}
     * @throws IllegalArgumentException if there is no such actor
     */
    List<String> dependenciesOf(String actor);

    /**
     * What depends directly on an actor.
     *
     * @param actor the name of an actor, not null
     * @return the names, in the order of {@link #actors()}
     * @throws IllegalArgumentException if there is no such actor
     */
    List<String> dependentsOf(String actor);

    /**
     * The graph as a Mermaid flowchart, an arrow from each dependent to its dependency; dotted where it is not required.
     *
     * @return the text of the diagram, ending with a line break
     */
    String toMermaid();
}
