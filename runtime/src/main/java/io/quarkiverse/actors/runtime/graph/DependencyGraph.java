package io.quarkiverse.actors.runtime.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;

import io.quarkiverse.actors.ActorGraph;

/**
 * The dependencies of all actors: ordered, free of cycles, reduced. Immutable.
 * <p>
 * Of two edges between the same two actors the required one counts.
 */
public final class DependencyGraph implements ActorGraph {

    /*
     * Nodes are numbered by name first, so that "smallest number first" is "ties by name".
     *
     * Order: A. B. Kahn, "Topological sorting of large networks", CACM 5 (1962), with a priority queue instead of a set, which
     * makes the order unique. Nodes are then renumbered by that order: every dependency has a smaller number than its
     * dependents.
     *
     * Reduction: A. V. Aho, M. R. Garey, J. D. Ullman, "The transitive reduction of a directed graph", SIAM J. Comput. 1
     * (1972): in an acyclic graph an edge is redundant iff a longer path joins its ends. It differs in one point: only a
     * path of required edges makes an edge redundant, since an optional edge on the way promises order but no start. What
     * is reachable is kept as one bit set per node, filled in order: O(edges * nodes / 64), and no recursion anywhere.
     */

    private final List<String> actors;
    private final Map<String, Integer> numbers;
    private final List<List<Integer>> dependencies;
    private final List<List<Integer>> dependents;
    private final List<BitSet> required;

    private DependencyGraph(Adjacency ordered) {
        this.actors = List.copyOf(ordered.names);
        this.numbers = ordered.numbers;
        this.required = ordered.required;
        this.dependencies = reduce(ordered);
        this.dependents = invert(dependencies);
    }

    /**
     * Builds the graph.
     *
     * @param actors the names of all actors, in any order
     * @param edges the dependencies between them, in any order; duplicates are allowed
     * @return the graph
     * @throws IllegalArgumentException if an edge names an actor that is not among {@code actors}, or if there is a cycle
     */
    public static DependencyGraph of(Collection<String> actors, Collection<Dependency> edges) {
        Adjacency byName = new Adjacency(new TreeSet<>(actors), edges);
        List<String> order = new ArrayList<>();
        for (int node : sort(byName)) {
            order.add(byName.names.get(node));
        }
        if (order.size() < byName.names.size()) {
            throw new IllegalArgumentException(
                    "The dependencies have a cycle: " + String.join(" → ", cycles(actors, edges).get(0)));
        }
        return new DependencyGraph(new Adjacency(order, edges));
    }

    /**
     * Finds out why a graph cannot be built.
     *
     * @param actors the names of all actors, in any order
     * @param edges the dependencies between them, in any order
     * @return one cycle for each group of actors that depend on each other, a shortest one through the first of the group
     *         by name: as a path that begins and ends with that name; empty if there is none
     * @throws IllegalArgumentException if an edge names an actor that is not among {@code actors}
     */
    public static List<List<String>> cycles(Collection<String> actors, Collection<Dependency> edges) {
        Adjacency graph = new Adjacency(new TreeSet<>(actors), edges);
        List<List<Integer>> inverse = invert(graph.all);
        BitSet candidates = new BitSet();
        candidates.set(0, graph.names.size());
        sort(graph).forEach(candidates::clear);
        List<List<String>> cycles = new ArrayList<>();
        for (int node = candidates.nextSetBit(0); node >= 0; node = candidates.nextSetBit(node + 1)) {
            int[] cameFrom = search(graph.all, node);
            if (cameFrom[node] >= 0) {
                cycles.add(path(graph.names, cameFrom, node));
                int[] leadsTo = search(inverse, node);
                for (int other = 0; other < cameFrom.length; other++) {
                    if (cameFrom[other] >= 0 && leadsTo[other] >= 0) {
                        candidates.clear(other);
                    }
                }
            }
        }
        return cycles;
    }

    @Override
    public List<String> actors() {
        return actors;
    }

    @Override
    public List<String> dependenciesOf(String actor) {
        return names(dependencies.get(number(actor)));
    }

    @Override
    public List<String> dependentsOf(String actor) {
        return names(dependents.get(number(actor)));
    }

    /**
     * What an actor needs to be started, directly.
     *
     * @param actor the name of an actor
     * @return the names, in the order of {@link #actors()}
     * @throws IllegalArgumentException if there is no such actor
     */
    public List<String> requiredBy(String actor) {
        return dependenciesOf(actor).stream().filter(dependency -> isRequired(actor, dependency)).toList();
    }

    /**
     * Whether one actor needs another one to be started, directly.
     *
     * @param dependent the name of the actor that depends
     * @param dependency the name of the actor it may depend on
     * @return {@code true} if such a dependency was given, also when it was left out as implied by others
     * @throws IllegalArgumentException if one of the names is unknown
     */
    public boolean isRequired(String dependent, String dependency) {
        return required.get(number(dependent)).get(number(dependency));
    }

    @Override
    public String toMermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (int node = 0; node < actors.size(); node++) {
            String label = actors.get(node).replace("\"", "#quot;");
            text.append("    a").append(node).append("[\"").append(label).append("\"]\n");
        }
        for (int node = 0; node < actors.size(); node++) {
            for (int dependency : dependencies.get(node)) {
                String arrow = required.get(node).get(dependency) ? " --> a" : " -.-> a";
                text.append("    a").append(node).append(arrow).append(dependency).append('\n');
            }
        }
        return text.toString();
    }

    private int number(String actor) {
        Integer number = numbers.get(actor);
        if (number == null) {
            throw new IllegalArgumentException("There is no actor " + actor + "; the actors are " + actors);
        }
        return number;
    }

    private List<String> names(List<Integer> nodes) {
        return nodes.stream().map(actors::get).toList();
    }

    private static List<Integer> sort(Adjacency graph) {
        List<List<Integer>> dependents = invert(graph.all);
        int[] waitsFor = new int[graph.names.size()];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int node = 0; node < waitsFor.length; node++) {
            waitsFor[node] = graph.all.get(node).size();
            if (waitsFor[node] == 0) {
                ready.add(node);
            }
        }
        List<Integer> order = new ArrayList<>(waitsFor.length);
        while (!ready.isEmpty()) {
            int node = ready.remove();
            order.add(node);
            for (int dependent : dependents.get(node)) {
                if (--waitsFor[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        return order;
    }

    private static List<List<Integer>> reduce(Adjacency ordered) {
        List<List<Integer>> reduced = new ArrayList<>();
        List<BitSet> reachable = new ArrayList<>();
        for (int node = 0; node < ordered.names.size(); node++) {
            BitSet implied = new BitSet();
            BitSet direct = ordered.required.get(node);
            direct.stream().forEach(dependency -> implied.or(reachable.get(dependency)));
            reduced.add(ordered.all.get(node).stream().filter(dependency -> !implied.get(dependency)).toList());
            implied.or(direct);
            reachable.add(implied);
        }
        return reduced;
    }

    private static List<List<Integer>> invert(List<List<Integer>> edges) {
        List<List<Integer>> inverse = new ArrayList<>();
        edges.forEach(ignored -> inverse.add(new ArrayList<>()));
        for (int node = 0; node < edges.size(); node++) {
            for (int target : edges.get(node)) {
                inverse.get(target).add(node);
            }
        }
        return inverse;
    }

    /** Breadth first; yields for each node the one before it on a shortest path of at least one edge, -1 if there is none. */
    private static int[] search(List<List<Integer>> edges, int start) {
        int[] cameFrom = new int[edges.size()];
        Arrays.fill(cameFrom, -1);
        List<Integer> queue = new ArrayList<>(List.of(start));
        for (int head = 0; head < queue.size(); head++) {
            int node = queue.get(head);
            for (int target : edges.get(node)) {
                if (cameFrom[target] < 0) {
                    cameFrom[target] = node;
                    if (target != start) {
                        queue.add(target);
                    }
                }
            }
        }
        return cameFrom;
    }

    private static List<String> path(List<String> names, int[] cameFrom, int end) {
        List<String> path = new ArrayList<>(List.of(names.get(end)));
        int node = end;
        do {
            node = cameFrom[node];
            path.add(0, names.get(node));
        } while (node != end);
        return path;
    }

    /** The edges as given, as numbers: positions in a list of names. */
    private static final class Adjacency {

        private final List<String> names;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<List<Integer>> all = new ArrayList<>();
        private final List<BitSet> required = new ArrayList<>();

        private Adjacency(Collection<String> names, Collection<Dependency> edges) {
            this.names = List.copyOf(names);
            List<BitSet> targets = new ArrayList<>();
            for (String name : this.names) {
                numbers.put(name, numbers.size());
                targets.add(new BitSet());
                required.add(new BitSet());
            }
            for (Dependency edge : edges) {
                int dependent = number(edge, edge.dependent());
                int dependency = number(edge, edge.dependency());
                targets.get(dependent).set(dependency);
                if (edge.required()) {
                    required.get(dependent).set(dependency);
                }
            }
            targets.forEach(set -> all.add(set.stream().boxed().toList()));
        }

        private int number(Dependency edge, String name) {
            Integer number = numbers.get(name);
            if (number == null) {
                throw new IllegalArgumentException(
                        edge.dependent() + " depends on " + edge.dependency() + ", but there is no actor " + name);
            }
            return number;
        }
    }
}
