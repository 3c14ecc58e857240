package io.quarkiverse.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.graph.Dependency;
import io.quarkiverse.actors.runtime.graph.DependencyGraph;

class StartOrderTest {

    private final StartOrder order = new StartOrder();

    @Test
    void the_path_leads_to_the_actor_that_started_last_by_the_dependencies_that_started_last() {
        DependencyGraph graph = DependencyGraph.of(List.of("A", "B", "C", "D", "E"),
                List.of(new Dependency("C", "A", true), new Dependency("C", "B", false), new Dependency("D", "B", true),
                        new Dependency("E", "D", true)));
        start("A", "B", "D", "E", "C");

        assertThat(order.criticalPath(graph)).containsExactly("B", "C");
        assertThat(order.summary(graph)).isEqualTo(", critical path B → C");
    }

    @Test
    void only_a_start_counts() {
        DependencyGraph graph = DependencyGraph.of(List.of("A", "B"), List.of());
        start("A", "B");
        order.onTransition(transition("A", ActorState.DEGRADED, ActorState.HEALTHY, Trigger.RECOVER));
        order.onTransition(transition("A", ActorState.RESOURCES_ACQUIRED, ActorState.TASKS_STARTED, Trigger.START));

        assertThat(order.criticalPath(graph)).containsExactly("B");
    }

    @Test
    void a_single_actor_has_no_path_worth_a_word() {
        DependencyGraph graph = DependencyGraph.of(List.of("A", "B"), List.of(new Dependency("B", "A", true)));
        assertThat(order.summary(graph)).isEmpty();
        start("A");

        assertThat(order.summary(graph)).isEmpty();
        assertThat(order.criticalPath(graph)).containsExactly("A");
    }

    @Test
    void a_long_path_is_shortened() {
        List<String> actors = IntStream.range(10, 20).mapToObj(i -> "A" + i).toList();
        List<Dependency> edges = new ArrayList<>();
        for (int i = 1; i < actors.size(); i++) {
            edges.add(new Dependency(actors.get(i), actors.get(i - 1), true));
        }
        start(actors.toArray(String[]::new));

        assertThat(order.summary(DependencyGraph.of(actors, edges)))
                .isEqualTo(", critical path … → A12 → A13 → A14 → A15 → A16 → A17 → A18 → A19");
    }

    private void start(String... actors) {
        for (String actor : actors) {
            order.onTransition(transition(actor, ActorState.TASKS_STARTED, ActorState.HEALTHY, Trigger.START));
        }
    }

    private static ActorTransition transition(String actor, ActorState from, ActorState to, Trigger trigger) {
        return new ActorTransition(actor, null, from, to, null, trigger, Instant.EPOCH, null, null);
    }
}
