package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.TaskTransition;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;

/** What is told of the states of tasks. */
class TaskTransitionsTest extends SystemTest {

    private final List<TaskTransition> transitions = new ArrayList<>();

    private void listen(TestActor... actors) {
        open(actors);
        system.actors.addTaskListener(transitions::add);
    }

    private List<TaskState> states(String task) {
        List<TaskState> states = new ArrayList<>();
        TaskState last = TaskState.INITIALIZED;
        for (TaskTransition transition : transitions) {
            if (transition.task().equals(task)) {
                assertThat(transition.from()).isEqualTo(last);
                last = transition.to();
                states.add(last);
            }
        }
        return states;
    }

    @Test
    void a_task_runs_and_succeeds_and_begins_anew() {
        listen(actor("A").source("task", TaskResult::success));
        system.boot();
        system.stage.advance(Duration.ofSeconds(5));
        system.stop("A");
        system.start("A");
        Instant later = Instant.EPOCH.plusSeconds(5);
        assertThat(transitions).containsExactly(
                new TaskTransition("A", null, "task", TaskState.INITIALIZED, TaskState.RUNNING, Instant.EPOCH, null),
                new TaskTransition("A", null, "task", TaskState.RUNNING, TaskState.SUCCEEDED, Instant.EPOCH, null),
                new TaskTransition("A", null, "task", TaskState.SUCCEEDED, TaskState.INITIALIZED, later, null),
                new TaskTransition("A", null, "task", TaskState.INITIALIZED, TaskState.RUNNING, later, null),
                new TaskTransition("A", null, "task", TaskState.RUNNING, TaskState.SUCCEEDED, later, null));
    }

    @Test
    void a_failure_comes_with_its_cause() {
        RuntimeException broken = new IllegalStateException("broken");
        listen(actor("A").work("task", () -> {
            throw broken;
        }));
        system.boot();
        assertThat(transitions).containsExactly(
                new TaskTransition("A", null, "task", TaskState.INITIALIZED, TaskState.RUNNING, Instant.EPOCH, null),
                new TaskTransition("A", null, "task", TaskState.RUNNING, TaskState.CRASHED, Instant.EPOCH, broken));
    }

    @Test
    void a_repetition_is_seen() {
        int[] calls = { 0 };
        listen(actor("A").source("task",
                () -> ++calls[0] < 3 ? TaskResult.retry(Duration.ofSeconds(1)) : TaskResult.success()));
        system.boot();
        system.stage.advance(Duration.ofSeconds(3));
        assertThat(states("task")).containsExactly(TaskState.RUNNING, TaskState.RETRYING, TaskState.RUNNING, TaskState.RETRYING,
                TaskState.RUNNING, TaskState.SUCCEEDED);
        assertThat(transitions).extracting(TaskTransition::at).extracting(Instant::getEpochSecond).containsExactly(0L, 0L, 1L,
                1L, 2L, 2L);
    }

    @Test
    void a_stop_takes_it_back_to_its_beginning() {
        listen(actor("A").source("task", TaskResult::skip));
        system.boot();
        system.stage.advance(Duration.ofSeconds(3));
        system.stop("A");
        assertThat(states("task")).containsExactly(TaskState.RUNNING, TaskState.INITIALIZED);
    }

    @Test
    void iterations_ticks_pauses_and_what_happens_to_others_are_no_transitions() {
        listen(actor("A").source("tick", () -> 1).every(Duration.ofMillis(10)).source("task", TaskResult::skip),
                actor("B").requires("A").sink("sink", from("A", "tick"), item -> seen.add("" + item)));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        system.pause("A");
        system.resume("A");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(seen).hasSize(201);
        assertThat(transitions).extracting(TaskTransition::task).containsExactlyInAnyOrder("tick", "task", "sink");
    }

    @Test
    void a_conditional_task_is_seen_to_come_and_go() {
        listen(actor("A").source("task", TaskResult::skip).whileIn(ActorState.PAUSED));
        system.boot();
        system.pause("A");
        system.resume("A");
        system.pause("A");
        assertThat(states("task")).containsExactly(TaskState.RUNNING, TaskState.INITIALIZED, TaskState.RUNNING);
    }

    @Test
    void they_come_before_what_follows_from_them() {
        listen(actor("A").source("task", () -> TaskResult.failure(new IllegalStateException("broken"))));
        system.actors.addTaskListener(transition -> seen.add("task " + transition.to()));
        system.actors.addListener(transition -> seen.add("actor " + transition.to()));
        system.boot();
        assertThat(seen).containsSubsequence("task RUNNING", "task CRASHED", "actor CRASHED");
    }
}
