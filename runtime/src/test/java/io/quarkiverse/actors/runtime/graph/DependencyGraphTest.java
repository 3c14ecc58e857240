package io.quarkiverse.actors.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

class DependencyGraphTest {

    @Test
    void empty() {
        DependencyGraph graph = graph();
        assertThat(graph.actors()).isEmpty();
        assertThat(graph.toMermaid()).isEqualTo("flowchart LR\n");
    }

    @Test
    void independentActorsAreOrderedByName() {
        DependencyGraph graph = DependencyGraph.of(List.of("C", "A", "B"), List.of());
        assertThat(graph.actors()).containsExactly("A", "B", "C");
        assertThat(graph.dependenciesOf("A")).isEmpty();
        assertThat(graph.dependentsOf("A")).isEmpty();
    }

    @Test
    void chain() {
        DependencyGraph graph = graph("A > B", "B > C");
        assertThat(graph.actors()).containsExactly("C", "B", "A");
        assertThat(graph.dependenciesOf("A")).containsExactly("B");
        assertThat(graph.dependentsOf("C")).containsExactly("B");
    }

    @Test
    void diamondStartsTiesByName() {
        DependencyGraph graph = graph("Top > Left", "Top > Right", "Left > Bottom", "Right > Bottom");
        assertThat(graph.actors()).containsExactly("Bottom", "Left", "Right", "Top");
        assertThat(graph.dependenciesOf("Top")).containsExactly("Left", "Right");
        assertThat(graph.dependentsOf("Bottom")).containsExactly("Left", "Right");
    }

    @Test
    void anActorThatBecomesReadyLateIsStillOrderedByName() {
        assertThat(graph("A > Z", "C > B").actors()).containsExactly("B", "C", "Z", "A");
    }

    @Test
    void impliedEdgeIsDropped() {
        DependencyGraph graph = graph("A > B", "B > C", "C > D", "A > C", "A > D");
        assertThat(graph.dependenciesOf("A")).containsExactly("B");
        assertThat(graph.dependentsOf("D")).containsExactly("C");
        assertThat(graph.isRequired("A", "D")).isTrue();
    }

    @Test
    void impliedOptionalEdgeIsDropped() {
        assertThat(graph("A > B", "B > C", "A ? C").dependenciesOf("A")).containsExactly("B");
    }

    @Test
    void optionalEdgeOnTheWayImpliesNothing() {
        assertThat(graph("A > B", "B ? C", "A > C").dependenciesOf("A")).containsExactly("C", "B");
        assertThat(graph("A ? B", "B > C", "A > C").dependenciesOf("A")).containsExactly("C", "B");
        assertThat(graph("A ? B", "B ? C", "A ? C").dependenciesOf("A")).containsExactly("C", "B");
    }

    @Test
    void ofDuplicatesTheRequiredOneCounts() {
        DependencyGraph graph = graph("A ? B", "A > B", "A ? C");
        assertThat(graph.dependenciesOf("A")).containsExactly("B", "C");
        assertThat(graph.requiredBy("A")).containsExactly("B");
        assertThat(graph.isRequired("A", "C")).isFalse();
    }

    @Test
    void cycleIsAPathFromTheFirstName() {
        assertThat(cycles("C > A", "B > C", "A > B", "X > A", "B > Y")).containsExactly(List.of("A", "B", "C", "A"));
        assertThatIllegalArgumentException().isThrownBy(() -> graph("C > A", "B > C", "A > B"))
                .withMessage("The dependencies have a cycle: A → B → C → A");
    }

    @Test
    void cycleOfOptionalEdges() {
        assertThat(cycles("A ? B", "B > A")).containsExactly(List.of("A", "B", "A"));
    }

    @Test
    void selfCycle() {
        assertThat(cycles("A > A")).containsExactly(List.of("A", "A"));
    }

    @Test
    void shortestCycleOfAGroupAndOneOfEachGroup() {
        assertThat(cycles("A > B", "B > C", "C > A", "C > D", "D > C", "B > A", "P > Q", "Q > P", "A > P"))
                .containsExactly(List.of("A", "B", "A"), List.of("P", "Q", "P"));
    }

    @Test
    void noCycle() {
        assertThat(cycles("A > B", "A > C", "B > D", "C > D")).isEmpty();
    }

    @Test
    void missing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DependencyGraph.of(List.of("A"), List.of(new Dependency("A", "B", true))))
                .withMessage("A depends on B, but there is no actor B");
        DependencyGraph graph = graph("A > B");
        assertThatIllegalArgumentException().isThrownBy(() -> graph.dependenciesOf("X"))
                .withMessage("There is no actor X; the actors are [B, A]");
        assertThatIllegalArgumentException().isThrownBy(() -> graph.dependentsOf("X"));
    }

    @Test
    void mermaid() {
        DependencyGraph graph = DependencyGraph.of(List.of("Writer", "the \"end\"", "Reader"),
                List.of(new Dependency("Writer", "Reader", true), new Dependency("Writer", "the \"end\"", false)));
        assertThat(graph.toMermaid()).isEqualTo("""
                flowchart LR
                    a0["Reader"]
                    a1["the #quot;end#quot;"]
                    a2["Writer"]
                    a2 --> a0
                    a2 -.-> a1
                """);
    }

    @Test
    void orderDoesNotDependOnTheOrderOfTheInput() {
        List<Dependency> edges = new ArrayList<>(lattice(10, 5));
        List<String> names = new ArrayList<>(names(edges));
        DependencyGraph expected = DependencyGraph.of(names, edges);
        Random random = new Random(42);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(edges, random);
            Collections.shuffle(names, random);
            DependencyGraph graph = DependencyGraph.of(names, edges);
            assertThat(graph.actors()).isEqualTo(expected.actors());
            assertThat(graph.toMermaid()).isEqualTo(expected.toMermaid());
        }
    }

    @Test
    void latticeOfAThousandWithEverythingBelowAsDependency() {
        List<Dependency> edges = lattice(100, 10);
        Set<String> names = names(edges);
        List<Dependency> closed = new ArrayList<>(edges);
        for (String upper : names) {
            for (String lower : names) {
                if (lower.substring(0, 4).compareTo(upper.substring(0, 4)) < 0) {
                    closed.add(new Dependency(upper, lower, true));
                }
            }
        }
        DependencyGraph graph = DependencyGraph.of(names, closed);
        assertThat(graph.actors()).hasSize(1_000);
        Map<String, Integer> position = new HashMap<>();
        graph.actors().forEach(name -> position.put(name, position.size()));
        assertThat(closed).allMatch(edge -> position.get(edge.dependency()) < position.get(edge.dependent()));
        assertThat(graph.dependenciesOf("L099-5")).hasSize(10).allMatch(name -> name.startsWith("L098"));
    }

    @Test
    void chainOfTenThousandNeedsNoStack() {
        List<Dependency> edges = new ArrayList<>();
        for (int i = 1; i < 10_000; i++) {
            edges.add(new Dependency("N%05d".formatted(i), "N%05d".formatted(i - 1), true));
        }
        assertThat(DependencyGraph.of(names(edges), edges).actors().get(9_999)).isEqualTo("N09999");
        edges.add(new Dependency("N00000", "N09999", true));
        assertThat(DependencyGraph.cycles(names(edges), edges).get(0)).hasSize(10_001);
    }

    /** Layers in which each actor depends on two of the layer below, so that there are diamonds everywhere. */
    private static List<Dependency> lattice(int layers, int width) {
        List<Dependency> edges = new ArrayList<>();
        for (int layer = 1; layer < layers; layer++) {
            for (int i = 0; i < width; i++) {
                String dependent = "L%03d-%d".formatted(layer, i);
                edges.add(new Dependency(dependent, "L%03d-%d".formatted(layer - 1, i), true));
                edges.add(new Dependency(dependent, "L%03d-%d".formatted(layer - 1, (i + 1) % width), true));
            }
        }
        return edges;
    }

    private static DependencyGraph graph(String... edges) {
        return DependencyGraph.of(names(parse(edges)), parse(edges));
    }

    private static List<List<String>> cycles(String... edges) {
        return DependencyGraph.cycles(names(parse(edges)), parse(edges));
    }

    /** {@code A > B} for a required dependency, {@code A ? B} for an optional one. */
    private static List<Dependency> parse(String... edges) {
        List<Dependency> parsed = new ArrayList<>();
        for (String edge : edges) {
            String[] parts = edge.split(" ");
            parsed.add(new Dependency(parts[0], parts[2], parts[1].equals(">")));
        }
        return parsed;
    }

    private static Set<String> names(List<Dependency> edges) {
        Set<String> names = new TreeSet<>();
        edges.forEach(edge -> {
            names.add(edge.dependent());
            names.add(edge.dependency());
        });
        return names;
    }
}
