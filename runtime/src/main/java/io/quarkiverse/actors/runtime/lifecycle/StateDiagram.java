package io.quarkiverse.actors.runtime.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.model.SubstateModel;

/** The states of an actor and what leads from one to another, as the tables of the state machine say. Immutable. */
public final class StateDiagram {

    /** What takes an actor there, if something called for it. */
    private static final Map<ActorState, Trigger> CAUSES = new EnumMap<>(Map.of(ActorState.INITIALIZED, Trigger.INITIALIZE,
            ActorState.STARTING, Trigger.START, ActorState.PAUSED, Trigger.PAUSE, ActorState.STOPPING, Trigger.STOP,
            ActorState.DEGRADED, Trigger.REPORT_WARNING, ActorState.UNHEALTHY, Trigger.REPORT_PROBLEM,
            ActorState.HEALTHY, Trigger.RECOVER, ActorState.CRASHED, Trigger.REPORT_ERROR));

    /**
     * A move.
     *
     * @param from the state that it leads from; it stands for everything that it encloses
     * @param to where it leads to
     * @param triggers what may call for it; none if it just follows
     */
    public record Edge(ActorState from, ActorState to, List<Trigger> triggers) {
    }

    private final List<SubstateModel> substates;
    private final List<Edge> edges = new ArrayList<>();

    /**
     * The diagram of an actor.
     *
     * @param substates the sub-states of the application's own that the actor may be in
     */
    public StateDiagram(List<SubstateModel> substates) {
        this.substates = List.copyOf(substates);
        for (ActorState to : ActorState.values()) {
            Set<ActorState> sources = EnumSet.allOf(ActorState.class);
            sources.removeIf(from -> !StateMachine.mayFollow(from, to));
            for (ActorState from : outermost(to, sources)) {
                edges.add(new Edge(from, to, causes(from, to)));
            }
        }
        edges.sort(Comparator.comparing(Edge::from).thenComparing(Edge::to));
    }

    /** Takes enclosing states for all that they enclose, where they do not enclose the target as well. */
    private static Set<ActorState> outermost(ActorState to, Set<ActorState> sources) {
        Set<ActorState> all = copy(sources);
        for (ActorState outer : ActorState.values()) {
            List<ActorState> inner = Arrays.stream(ActorState.values())
                    .filter(state -> state.isIn(outer) && StateMachine.isInnermost(state)).toList();
            if (inner.size() > 1 && !to.isIn(outer) && sources.containsAll(inner)) {
                all.removeIf(state -> state.isIn(outer));
                all.add(outer);
            }
        }
        Set<ActorState> outermost = copy(all);
        outermost.removeIf(state -> state.parent() != null && all.contains(state.parent()));
        return outermost;
    }

    private static Set<ActorState> copy(Set<ActorState> states) {
        Set<ActorState> copy = EnumSet.noneOf(ActorState.class);
        copy.addAll(states);
        return copy;
    }

    private static List<Trigger> causes(ActorState from, ActorState to) {
        Trigger first = from == ActorState.PAUSED && to.isIn(ActorState.RUNNING) ? Trigger.RESUME : CAUSES.get(to);
        return Stream.of(first, isFirstOfRestart(from, to) ? Trigger.RESTART : null)
                .filter(trigger -> trigger != null && isAllowedThroughout(from, trigger)).toList();
    }

    /** A restart begins with a stop, but where the actor has crashed: there nothing is left to be stopped. */
    private static boolean isFirstOfRestart(ActorState from, ActorState to) {
        return to == (from == ActorState.CRASHED ? ActorState.STARTING : ActorState.STOPPING);
    }

    private static boolean isAllowedThroughout(ActorState outer, Trigger trigger) {
        return Arrays.stream(ActorState.values()).filter(state -> state.isIn(outer) && StateMachine.isInnermost(state))
                .allMatch(state -> StateMachine.isAllowed(state, trigger));
    }

    /**
     * The moves.
     *
     * @return the moves, in the order of the states
     */
    public List<Edge> edges() {
        return List.copyOf(edges);
    }

    /**
     * The diagram in Mermaid.
     *
     * @return the text, ending with a line break
     */
    public String toMermaid() {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n    [*] --> initializing\n");
        for (ActorState state : ActorState.values()) {
            if (state.parent() == null) {
                nest(text, state, "    ");
            }
        }
        edges.stream().filter(edge -> edge.to().parent() != edge.from())
                .forEach(edge -> text.append("    ").append(name(edge.from())).append(arrow(edge)));
        return text.toString();
    }

    private void nest(StringBuilder text, ActorState state, String indent) {
        List<ActorState> inner = Arrays.stream(ActorState.values()).filter(child -> child.parent() == state).toList();
        List<SubstateModel> own = substates.stream().filter(substate -> substate.of() == state).toList();
        if (inner.isEmpty() && own.isEmpty()) {
            text.append(indent).append(name(state)).append('\n');
            return;
        }
        text.append(indent).append("state ").append(name(state)).append(" {\n");
        inner.forEach(child -> nest(text, child, indent + "    "));
        edges.stream().filter(edge -> edge.from() == state && edge.to().parent() == state)
                .forEach(edge -> text.append(indent).append("    [*]").append(arrow(edge)));
        own.forEach(substate -> text.append(indent).append("    ").append(substate.name()).append('\n'));
        text.append(indent).append("}\n");
    }

    private static String arrow(Edge edge) {
        String label = edge.triggers().stream().map(StateDiagram::name).collect(Collectors.joining(", "));
        return " --> " + name(edge.to()) + (label.isEmpty() ? "" : " : " + label) + "\n";
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
