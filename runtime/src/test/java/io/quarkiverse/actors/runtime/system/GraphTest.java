package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.VirtualStage;

/** Start and stop along the edges of the graph. */
class GraphTest {

    private static final String UP = "started.running.healthy";

    private TestSystem system;

    private TestSystem play(TestActor... actors) {
        return play(new VirtualStage(), List.of(actors));
    }

    private TestSystem play(VirtualStage stage, List<TestActor> actors) {
        system = new TestSystem(stage, actors);
        return system;
    }

    private static List<TestActor> lattice(int depth, int width) {
        List<TestActor> all = new ArrayList<>();
        for (int row = 0; row < depth; row++) {
            for (int column = 0; column < width; column++) {
                TestActor one = actor("A%02d_%d".formatted(row, column));
                for (int i = 0; i < 2 && row > 0; i++) {
                    one.requires("A%02d_%d".formatted(row - 1, (column + i) % width));
                }
                all.add(one);
            }
        }
        return all;
    }

    private void forEachEdge(BiConsumer<String, String> check) {
        for (String name : system.actors.graph().actors()) {
            system.actors.graph().dependenciesOf(name).forEach(dependency -> check.accept(name, dependency));
        }
    }

    private int first(String actor, ActorState state) {
        return system.transitions.indexOf(actor, state);
    }

    @Test
    void a_thousand_actors_in_a_lattice_start_and_stop_each_exactly_once_in_legal_order() {
        List<TestActor> lattice = lattice(50, 20);
        try (TestSystem played = play(new VirtualStage(7), lattice)) {
            assertThat(played.boot().message()).isEqualTo("done");
            for (TestActor one : lattice) {
                assertThat(played.transitions.of(one.name())).containsExactly("starting", "dependencies_started",
                        "resources_acquired", "tasks_started", "healthy");
            }
            forEachEdge((name, dependency) -> assertThat(first(dependency, ActorState.HEALTHY))
                    .isLessThan(first(name, ActorState.DEPENDENCIES_STARTED)));
            played.transitions.clear();
            assertThat(played.shutdown().message()).isEqualTo("done");
            for (TestActor one : lattice) {
                assertThat(played.transitions.of(one.name())).containsExactly("stopping", "tasks_stopped",
                        "resources_released", "dependencies_stopped", "stopped");
            }
            forEachEdge((name, dependency) -> {
                assertThat(first(name, ActorState.RESOURCES_RELEASED))
                        .isLessThan(first(dependency, ActorState.RESOURCES_RELEASED));
                assertThat(first(dependency, ActorState.STOPPED)).isLessThan(first(name, ActorState.DEPENDENCIES_STOPPED));
            });
            played.stage.advance(Duration.ofSeconds(1)); // the watch over the lanes ends by itself
            assertThat(played.stage.timers()).isZero();
        }
    }

    @Test
    void a_graph_starts_in_the_time_of_its_longest_path() {
        List<TestActor> lattice = lattice(5, 3);
        lattice.forEach(one -> one.resource("slow", () -> {
            system.stage.block(Duration.ofMillis(100));
            return (AutoCloseable) () -> {
            };
        }));
        try (TestSystem played = play(new VirtualStage(), lattice)) {
            Call boot = played.boot();
            played.stage.advance(Duration.ofMillis(499));
            assertThat(boot.isDone()).isFalse();
            played.stage.advance(Duration.ofMillis(1));
            assertThat(boot.message()).isEqualTo("done");
        }
    }

    private static TestActor broken(String name) {
        return actor(name).resource("disk", () -> {
            throw new IllegalStateException("no disk");
        });
    }

    @Test
    void an_optional_dependency_that_fails_does_not_stop_its_dependent() {
        try (TestSystem played = play(broken("A"), actor("B").follows("A"))) {
            assertThat(played.boot().message()).isEqualTo(
                    "A did not start: A#disk could not be acquired: java.lang.IllegalStateException: no disk");
            assertThat(played.paths("A", "B")).containsExactly("crashed", UP);
        }
    }

    @Test
    void a_required_dependency_that_fails_crashes_its_dependents() {
        try (TestSystem played = play(broken("A"), actor("B").requires("A"), actor("C").requires("B"))) {
            assertThat(played.boot().failure().getSuppressed()).extracting(Throwable::getMessage).contains(
                    "B did not start: B requires A, which is not started: A did not start: A#disk could not be acquired: "
                            + "java.lang.IllegalStateException: no disk");
            assertThat(played.paths("A", "B", "C")).containsOnly("crashed");
        }
    }

    @Test
    void a_start_pulls_its_dependencies_in_and_a_stop_lets_go_of_those_that_nobody_claims() {
        try (TestSystem played = play(actor("A").onDemand(), actor("B").onDemand().requires("A"),
                actor("C").onDemand().requires("B"), actor("D").onDemand().requires("A"))) {
            played.start("C");
            played.start("D");
            assertThat(played.paths("A", "B", "C", "D")).containsOnly(UP);
            played.stop("C");
            assertThat(played.paths("A", "B", "C", "D")).containsExactly(UP, "stopped", "stopped", UP);
            played.stop("D");
            assertThat(played.paths("A", "D")).containsOnly("stopped");
        }
    }

    @Test
    void what_was_started_by_hand_outlives_its_last_claimant() {
        try (TestSystem played = play(actor("A").onDemand(), actor("B").onDemand().requires("A"))) {
            played.start("A");
            played.start("B");
            played.stop("B");
            assertThat(played.paths("A", "B")).containsExactly(UP, "stopped");
        }
    }

    @Test
    void a_stop_cascades_to_those_that_require_the_actor() {
        try (TestSystem played = play(actor("A"), actor("B").requires("A"), actor("C").requires("B"),
                actor("D").follows("A"))) {
            played.boot();
            played.transitions.clear();
            assertThat(played.stop("A").message()).isEqualTo("done");
            assertThat(played.paths("A", "B", "C", "D")).containsExactly("stopped", "stopped", "stopped", UP);
            assertThat(first("C", ActorState.RESOURCES_RELEASED)).isLessThan(first("B", ActorState.RESOURCES_RELEASED));
            assertThat(first("B", ActorState.RESOURCES_RELEASED)).isLessThan(first("A", ActorState.RESOURCES_RELEASED));
        }
    }

    @Test
    void stops_that_overlap_stop_each_actor_once() {
        try (TestSystem played = play(actor("A"), actor("B").requires("A"), actor("C").requires("A"))) {
            played.boot();
            List<Call> stops = List.of(Call.of(played.ref("B").stop()), Call.of(played.ref("A").stop()),
                    Call.of(played.ref("C").stop()), Call.of(played.actors.stop()));
            played.stage.settle();
            assertThat(stops).extracting(Call::message).containsOnly("done");
            for (String name : List.of("A", "B", "C")) {
                assertThat(played.transitions.entries(name, ActorState.STOPPED)).hasSize(1);
            }
        }
    }

    @Test
    void a_dependency_that_crashes_makes_its_dependents_unhealthy_until_it_is_back() {
        try (TestSystem played = play(actor("A"), actor("B").requires("A"), actor("C").requires("B"),
                actor("D").follows("A"))) {
            played.boot();
            played.reportError("A", new IllegalStateException("gone"));
            String unhealthy = "started.running.unhealthy";
            assertThat(played.paths("A", "B", "C", "D")).containsExactly("crashed", unhealthy, unhealthy, UP);
            assertThat(played.transitions.last("B", ActorState.UNHEALTHY).reason())
                    .isEqualTo("required dependency A is down");
            played.start("A");
            assertThat(played.paths("A", "B", "C", "D")).containsOnly(UP);
        }
    }

    @Test
    void no_start_is_possible_once_the_application_stops() {
        try (TestSystem played = play(actor("A"))) {
            played.shutdown();
            assertThat(played.start("A").message())
                    .isEqualTo("The start of A was refused: the application is stopping");
        }
    }
}
