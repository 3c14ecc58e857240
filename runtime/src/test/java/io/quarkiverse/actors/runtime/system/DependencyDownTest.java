package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.testing.TestSystem;

/** What becomes of actors whose dependencies go down or may not come up. */
class DependencyDownTest {

    private static final String UP = "started.running.healthy";

    @Test
    void a_dependency_that_crashes_makes_its_dependents_unhealthy_until_it_is_back() {
        try (TestSystem system = new TestSystem(actor("A"), actor("B").requires("A"), actor("C").requires("B"),
                actor("D").follows("A"))) {
            system.boot();
            system.reportError("A", new IllegalStateException("gone"));
            String unhealthy = "started.running.unhealthy";
            assertThat(system.paths("A", "B", "C", "D")).containsExactly("crashed", unhealthy, unhealthy, UP);
            assertThat(system.transitions.last("B", ActorState.UNHEALTHY).reason())
                    .isEqualTo("required dependency A is down");
            system.start("A");
            assertThat(system.paths("A", "B", "C", "D")).containsOnly(UP);
        }
    }

    @Test
    void no_start_is_possible_once_the_application_stops() {
        try (TestSystem system = new TestSystem(actor("A"))) {
            system.shutdown();
            assertThat(system.start("A").message())
                    .isEqualTo("The start of A was refused: the application is stopping");
        }
    }
}
