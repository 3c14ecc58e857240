package io.quarkiverse.actors.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.model.SubstateModel;

/** The states of an actor as a picture. */
class StateDiagramTest {

    @Test
    void drawsEveryStateAndEveryMove() {
        assertThat(new StateDiagram(List.of()).toMermaid()).isEqualTo("""
                stateDiagram-v2
                    [*] --> initializing
                    initializing
                    initialized
                    state starting {
                        dependencies_started
                        resources_acquired
                        tasks_started
                        [*] --> dependencies_started
                    }
                    state started {
                        state running {
                            healthy
                            degraded
                            unhealthy
                        }
                        paused
                    }
                    state stopping {
                        tasks_stopped
                        resources_released
                        dependencies_stopped
                        [*] --> tasks_stopped
                    }
                    stopped
                    crashed
                    initializing --> initialized : initialize
                    initializing --> starting : start
                    initializing --> crashed : report_error
                    initialized --> starting : start
                    initialized --> stopping : stop
                    initialized --> crashed : report_error
                    starting --> stopping : stop
                    starting --> crashed : report_error
                    dependencies_started --> resources_acquired
                    resources_acquired --> tasks_started
                    tasks_started --> healthy
                    started --> stopping : stop, restart
                    started --> crashed : report_error
                    running --> paused : pause
                    healthy --> degraded : report_warning
                    healthy --> unhealthy : report_problem
                    degraded --> healthy : recover
                    degraded --> unhealthy : report_problem
                    unhealthy --> healthy : recover
                    unhealthy --> degraded : report_warning
                    paused --> healthy : resume
                    paused --> degraded : resume
                    paused --> unhealthy : resume
                    stopping --> crashed : report_error
                    tasks_stopped --> resources_released
                    resources_released --> dependencies_stopped
                    dependencies_stopped --> stopped
                    stopped --> starting : start
                    stopped --> crashed : report_error
                    crashed --> starting : start, restart
                    crashed --> stopping : stop
                """);
    }

    @Test
    void nestsTheSubstatesOfTheApplication() {
        SubstateModel variant = new SubstateModel("app.VariantA", "VariantA", ActorState.HEALTHY);
        SubstateModel hidden = new SubstateModel("app.Hidden", "Hidden", ActorState.PAUSED);

        assertThat(new StateDiagram(List.of(variant, hidden)).toMermaid()).contains("""
                state started {
                    state running {
                        state healthy {
                            VariantA
                        }
                        degraded
                        unhealthy
                    }
                    state paused {
                        Hidden
                    }
                }
                """.indent(4));
    }
}
