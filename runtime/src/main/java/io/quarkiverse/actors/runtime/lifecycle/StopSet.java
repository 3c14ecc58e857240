package io.quarkiverse.actors.runtime.lifecycle;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

import io.quarkiverse.actors.runtime.lifecycle.Neighbours.Edge;

/** Which actors stop when one is told to. Control thread. */
public final class StopSet {

    private StopSet() {
    }

    /**
     * The actor itself; those that require it, also by way of others, unless they are down; and the dependencies that nothing
     * claims any more: not started by hand or with the application, and required by nothing that goes on. Instances of keyed
     * actors go with the one of the same key that they require even if they are down, since they hold it; none of them goes
     * because it is not claimed.
     *
     * @param told the actor that is told to stop
     * @return the actors, in the order of the graph
     */
    public static Collection<ActorCell> of(ActorCell told) {
        Set<ActorCell> stopping = new HashSet<>();
        stopping.add(told);
        for (ActorCell dependent : told.neighbours().requiredDependents()) {
            if (dependent.isHeadedUp() || dependent.isKeyed() && dependent.isBound()) {
                stopping.add(dependent);
            }
        }
        Deque<ActorCell> open = new ArrayDeque<>(stopping);
        while (!open.isEmpty()) {
            for (Edge edge : open.poll().neighbours().dependencies()) {
                ActorCell dependency = edge.cell();
                if (edge.required() && !stopping.contains(dependency) && isUnclaimed(dependency, stopping)) {
                    stopping.add(dependency);
                    open.add(dependency);
                }
            }
        }
        return stopping.stream().sorted(Comparator.comparingInt(cell -> cell.node().position())).toList();
    }

    private static boolean isUnclaimed(ActorCell cell, Set<ActorCell> stopping) {
        if (cell.model().autoStart() || cell.isKeyed() || cell.isByHand() || !cell.isHeadedUp()) {
            return false;
        }
        for (Edge edge : cell.neighbours().dependents()) {
            if (edge.required() && !stopping.contains(edge.cell()) && edge.cell().isHeadedUp()) {
                return false;
            }
        }
        return true;
    }
}
