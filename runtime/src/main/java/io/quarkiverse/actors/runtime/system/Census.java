package io.quarkiverse.actors.runtime.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;

/**
 * The instances of a keyed actor, counted: there may be far too many to name each.
 *
 * @param states how many are in which state, those of none left out
 * @param troubled the keys of some that are unhealthy or have crashed
 */
public record Census(Map<ActorState, Integer> states, List<String> troubled) {

    private static final int MOST_TROUBLED = 10;

    static Census of(Collection<ActorCell> cells) {
        Map<ActorState, Integer> states = new EnumMap<>(ActorState.class);
        List<String> troubled = new ArrayList<>();
        for (ActorCell cell : cells) {
            ActorState state = cell.state();
            states.merge(state, 1, Integer::sum);
            boolean isTroubled = state == ActorState.UNHEALTHY || state == ActorState.CRASHED;
            if (isTroubled && troubled.size() < MOST_TROUBLED) {
                troubled.add(cell.key());
            }
        }
        return new Census(states, troubled);
    }

    /** The counts by path, such as {@code started.running.healthy: 41, crashed: 1}; {@code none} if there is no instance. */
    @Override
    public String toString() {
        return states.isEmpty() ? "none"
                : states.entrySet().stream().map(entry -> entry.getKey().path() + ": " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
