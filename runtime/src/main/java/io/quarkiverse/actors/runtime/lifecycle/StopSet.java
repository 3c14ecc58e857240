package io.quarkiverse.actors.runtime.lifecycle;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.actors.runtime.lifecycle.Neighbours.Edge;

/** Which actors stop when one is told to. Control thread. */
public final class StopSet {

    private StopSet() {
    }

    /**
     * The actor itself; those that require it, also by way of others, unless they are down; and the dependencies that nothing
     * claims any more: not started by hand or with the application, and required by nothing that goes on.
     *
     * @param told the actor that is told to stop
     * @param all all actors, in the order of the graph
     * @return the actors, in the order of the graph
     */
    public static Collection<ActorCell> of(ActorCell told, Collection<ActorCell> all) {
        Set<ActorCell> stopping = new HashSet<>();
        stopping.add(told);
        for (ActorCell dependent : told.neighbours().requiredDependents()) {
            if (dependent.calls().isHeadedUp()) {
                stopping.add(dependent);
            }
        }
        int size;
        do {
            size = stopping.size();
            for (ActorCell cell : all) {
                if (!stopping.contains(cell) && isUnclaimed(cell, stopping)) {
                    stopping.add(cell);
                }
            }
        } while (stopping.size() > size);
        List<ActorCell> ordered = all.stream().filter(stopping::contains).toList();
        return ordered;
    }

    private static boolean isUnclaimed(ActorCell cell, Set<ActorCell> stopping) {
        if (cell.model().autoStart() || cell.isByHand() || !cell.calls().isHeadedUp()) {
            return false;
        }
        boolean claimed = false;
        for (Edge edge : cell.neighbours().dependents()) {
            if (edge.required() && stopping.contains(edge.cell())) {
                claimed = true;
            } else if (edge.required() && edge.cell().calls().isHeadedUp()) {
                return false;
            }
        }
        return claimed;
    }
}
