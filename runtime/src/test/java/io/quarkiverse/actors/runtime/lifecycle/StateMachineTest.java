package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.ActorState.CRASHED;
import static io.quarkiverse.actors.ActorState.DEGRADED;
import static io.quarkiverse.actors.ActorState.DEPENDENCIES_STARTED;
import static io.quarkiverse.actors.ActorState.DEPENDENCIES_STOPPED;
import static io.quarkiverse.actors.ActorState.HEALTHY;
import static io.quarkiverse.actors.ActorState.INITIALIZED;
import static io.quarkiverse.actors.ActorState.INITIALIZING;
import static io.quarkiverse.actors.ActorState.PAUSED;
import static io.quarkiverse.actors.ActorState.RESOURCES_ACQUIRED;
import static io.quarkiverse.actors.ActorState.RESOURCES_RELEASED;
import static io.quarkiverse.actors.ActorState.RUNNING;
import static io.quarkiverse.actors.ActorState.STARTED;
import static io.quarkiverse.actors.ActorState.STARTING;
import static io.quarkiverse.actors.ActorState.STOPPED;
import static io.quarkiverse.actors.ActorState.STOPPING;
import static io.quarkiverse.actors.ActorState.TASKS_STARTED;
import static io.quarkiverse.actors.ActorState.TASKS_STOPPED;
import static io.quarkiverse.actors.ActorState.UNHEALTHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;

class StateMachineTest {

    private static final Set<ActorState> INNERMOST = EnumSet.complementOf(EnumSet.of(STARTED, RUNNING));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            START          | INITIALIZING INITIALIZED STOPPED CRASHED
            PAUSE          | HEALTHY DEGRADED UNHEALTHY
            RESUME         | PAUSED
            STOP           | INITIALIZED STARTING DEPENDENCIES_STARTED RESOURCES_ACQUIRED TASKS_STARTED HEALTHY DEGRADED UNHEALTHY PAUSED CRASHED
            RESTART        | HEALTHY DEGRADED UNHEALTHY PAUSED CRASHED
            REPORT_WARNING | HEALTHY DEGRADED UNHEALTHY
            REPORT_PROBLEM | HEALTHY DEGRADED UNHEALTHY
            RECOVER        | HEALTHY DEGRADED UNHEALTHY
            INITIALIZE     | INITIALIZING
            """)
    void a_trigger_is_allowed_in_these_states_and_no_others(Trigger trigger, String states) {
        Set<ActorState> expected = EnumSet.noneOf(ActorState.class);
        Arrays.stream(states.split(" ")).map(ActorState::valueOf).forEach(expected::add);
        assertThat(INNERMOST.stream().filter(state -> StateMachine.isAllowed(state, trigger)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void an_error_can_be_reported_in_any_state() {
        assertThat(INNERMOST).allMatch(state -> StateMachine.isAllowed(state, Trigger.REPORT_ERROR));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            START  | HEALTHY DEGRADED UNHEALTHY
            PAUSE  | PAUSED
            RESUME | HEALTHY DEGRADED UNHEALTHY
            STOP   | STOPPED
            """)
    void a_trigger_has_nothing_to_do_in_these_states(Trigger trigger, String states) {
        Set<ActorState> expected = EnumSet.noneOf(ActorState.class);
        Arrays.stream(states.split(" ")).map(ActorState::valueOf).forEach(expected::add);
        assertThat(INNERMOST.stream().filter(state -> StateMachine.isReached(state, trigger)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource(names = { "RESTART", "REPORT_ERROR", "REPORT_WARNING", "REPORT_PROBLEM", "RECOVER" })
    void these_triggers_always_have_something_to_do(Trigger trigger) {
        assertThat(INNERMOST).noneMatch(state -> StateMachine.isReached(state, trigger));
    }

    @Test
    void what_a_user_may_call_is_listed_in_the_order_of_declaration() {
        assertThat(StateMachine.allowed(HEALTHY)).containsExactly(Trigger.PAUSE, Trigger.STOP, Trigger.RESTART,
                Trigger.REPORT_ERROR, Trigger.REPORT_WARNING, Trigger.REPORT_PROBLEM, Trigger.RECOVER);
        assertThat(StateMachine.allowed(PAUSED)).containsExactly(Trigger.RESUME, Trigger.STOP, Trigger.RESTART,
                Trigger.REPORT_ERROR);
        assertThat(StateMachine.allowed(STOPPED)).containsExactly(Trigger.START, Trigger.REPORT_ERROR);
        assertThat(StateMachine.allowed(STOPPING)).containsExactly(Trigger.REPORT_ERROR);
    }

    @Test
    void a_start_passes_these_states_in_order() {
        follows(INITIALIZING, INITIALIZED, STARTING, DEPENDENCIES_STARTED, RESOURCES_ACQUIRED, TASKS_STARTED, HEALTHY);
        follows(STOPPED, STARTING);
        follows(CRASHED, STARTING);
    }

    @Test
    void a_stop_passes_these_states_in_order() {
        follows(HEALTHY, STOPPING, TASKS_STOPPED, RESOURCES_RELEASED, DEPENDENCIES_STOPPED, STOPPED);
        for (ActorState from : List.of(INITIALIZED, STARTING, DEPENDENCIES_STARTED, RESOURCES_ACQUIRED, TASKS_STARTED, DEGRADED,
                UNHEALTHY, PAUSED, CRASHED)) {
            follows(from, STOPPING);
        }
    }

    @Test
    void no_step_can_be_left_out() {
        assertThat(StateMachine.mayFollow(STARTING, RESOURCES_ACQUIRED)).isFalse();
        assertThat(StateMachine.mayFollow(INITIALIZED, HEALTHY)).isFalse();
        assertThat(StateMachine.mayFollow(STOPPING, STOPPED)).isFalse();
        assertThat(StateMachine.mayFollow(STOPPING, STARTING)).isFalse();
        assertThat(StateMachine.mayFollow(STOPPED, STOPPING)).isFalse();
    }

    @Test
    void health_changes_in_every_direction() {
        for (ActorState from : List.of(HEALTHY, DEGRADED, UNHEALTHY, PAUSED)) {
            for (ActorState to : List.of(HEALTHY, DEGRADED, UNHEALTHY, PAUSED)) {
                assertThat(StateMachine.mayFollow(from, to)).as("%s to %s", from, to).isEqualTo(from != to);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = { "STARTED", "RUNNING", "CRASHED" })
    void every_state_can_crash(ActorState from) {
        assertThat(StateMachine.mayFollow(from, CRASHED)).isTrue();
    }

    @Test
    void crashed_is_not_followed_by_itself() {
        assertThat(StateMachine.mayFollow(CRASHED, CRASHED)).isFalse();
    }

    @Test
    void states_are_entered_from_the_outside_and_left_from_the_inside() {
        assertThat(StateMachine.entered(TASKS_STARTED, HEALTHY)).containsExactly(STARTED, RUNNING, HEALTHY);
        assertThat(StateMachine.exited(TASKS_STARTED, HEALTHY)).containsExactly(TASKS_STARTED, STARTING);
        assertThat(StateMachine.exited(HEALTHY, STOPPING)).containsExactly(HEALTHY, RUNNING, STARTED);
        assertThat(StateMachine.entered(HEALTHY, STOPPING)).containsExactly(STOPPING);
    }

    @Test
    void what_encloses_both_is_neither_left_nor_entered() {
        assertThat(StateMachine.exited(HEALTHY, PAUSED)).containsExactly(HEALTHY, RUNNING);
        assertThat(StateMachine.entered(HEALTHY, PAUSED)).containsExactly(PAUSED);
        assertThat(StateMachine.exited(HEALTHY, DEGRADED)).containsExactly(HEALTHY);
        assertThat(StateMachine.entered(HEALTHY, DEGRADED)).containsExactly(DEGRADED);
        assertThat(StateMachine.exited(STARTING, DEPENDENCIES_STARTED)).isEmpty();
        assertThat(StateMachine.entered(STARTING, DEPENDENCIES_STARTED)).containsExactly(DEPENDENCIES_STARTED);
        assertThat(StateMachine.exited(RESOURCES_RELEASED, DEPENDENCIES_STOPPED)).containsExactly(RESOURCES_RELEASED);
    }

    @Test
    void a_path_names_what_encloses_a_state() {
        assertThat(HEALTHY.path()).isEqualTo("started.running.healthy");
        assertThat(PAUSED.path()).isEqualTo("started.paused");
        assertThat(TASKS_STOPPED.path()).isEqualTo("stopping.tasks_stopped");
        assertThat(CRASHED.path()).isEqualTo("crashed");
    }

    @Test
    void a_machine_refuses_what_may_not_follow() {
        StateMachine machine = new StateMachine();
        assertThatThrownBy(() -> machine.move(HEALTHY)).isInstanceOf(IllegalStateException.class)
                .hasMessage("started.running.healthy cannot follow initializing");
        assertThat(machine.state()).isEqualTo(INITIALIZING);
        machine.move(INITIALIZED);
        assertThat(machine.state()).isEqualTo(INITIALIZED);
    }

    private static void follows(ActorState... states) {
        for (int i = 1; i < states.length; i++) {
            assertThat(StateMachine.mayFollow(states[i - 1], states[i])).as("%s to %s", states[i - 1], states[i]).isTrue();
        }
    }
}
