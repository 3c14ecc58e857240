package io.quarkiverse.actors.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.actors.ActorGraph;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.runtime.lifecycle.TransitionListener;

/** The order in which actors come to be started, which tells what the start has waited for. Control thread. */
final class StartOrder implements TransitionListener {

    /** So many actors of a path are named at most, those that started last. */
    private static final int NAMED = 8;
    private static final String ARROW = " → ";

    private final Map<String, Integer> positions = new HashMap<>();

    @Override
    public void onTransition(ActorTransition transition) {
        if (transition.to().isIn(ActorState.STARTED) && !transition.from().isIn(ActorState.STARTED)) {
            positions.put(transition.actor(), positions.size());
        }
    }

    /** The critical path as a part of a sentence; empty if there was nothing to wait for but one actor. */
    String summary(ActorGraph graph) {
        if (positions.size() < 2) {
            return "";
        }
        List<String> path = criticalPath(graph);
        int hidden = Math.max(0, path.size() - NAMED);
        return ", critical path " + (hidden == 0 ? "" : "…" + ARROW)
                + String.join(ARROW, path.subList(hidden, path.size()));
    }

    /**
     * From the actor that started last back, from each to the one of its dependencies that started last.
     *
     * @param graph the dependencies
     * @return the names, dependencies first; empty if nothing has started
     */
    List<String> criticalPath(ActorGraph graph) {
        List<String> path = new ArrayList<>();
        for (String next = last(positions.keySet()); next != null; next = last(graph.dependenciesOf(next))) {
            path.add(next);
        }
        Collections.reverse(path);
        return path;
    }

    private String last(Iterable<String> actors) {
        String last = null;
        for (String actor : actors) {
            if (positions.containsKey(actor) && (last == null || positions.get(actor) > positions.get(last))) {
                last = actor;
            }
        }
        return last;
    }
}
