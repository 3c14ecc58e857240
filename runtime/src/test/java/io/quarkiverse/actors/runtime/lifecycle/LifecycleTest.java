package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.testing.TestSystem;

class LifecycleTest {

    @Test
    void a_start_and_a_stop_pass_every_state() {
        try (TestSystem system = new TestSystem(actor("A"))) {
            assertThat(system.path("A")).isEqualTo("initialized");
            assertThat(system.start("A").message()).isEqualTo("done");
            assertThat(system.stop("A").message()).isEqualTo("done");
            assertThat(system.transitions.of("A")).containsExactly("starting", "dependencies_started", "resources_acquired",
                    "tasks_started", "healthy", "stopping", "tasks_stopped", "resources_released", "dependencies_stopped",
                    "stopped");
        }
    }
}
