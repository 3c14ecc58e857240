package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Tasks that run in some states of their actor only. */
class ConditionalTaskTest extends SystemTest {

    private final List<Object> consumed = new ArrayList<>();

    /** A Uni that does not come to its end by itself. */
    private Uni<Object> endless() {
        seen.add("begun");
        return Uni.createFrom().nothing().onCancellation().invoke(() -> seen.add("cancelled"));
    }

    private TestActor endlessWhileIn(ActorState state) {
        return actor("A").asyncSource("task", this::endless).whileIn(state);
    }

    private TaskState state() {
        return system.task("A", "task").state();
    }

    private void warn() {
        system.ref("A").reportWarning("slow");
        system.stage.settle();
    }

    private void recover() {
        system.ref("A").recover();
        system.stage.settle();
    }

    @Test
    void it_begins_when_its_state_is_entered_and_is_cancelled_when_that_is_left() {
        open(endlessWhileIn(ActorState.DEGRADED));
        system.boot();
        assertThat(seen).isEmpty();
        assertThat(state()).isEqualTo(TaskState.INITIALIZED);
        warn();
        assertThat(seen).containsExactly("begun");
        assertThat(state()).isEqualTo(TaskState.RUNNING);
        recover();
        assertThat(seen).containsExactly("begun", "cancelled");
        assertThat(state()).isEqualTo(TaskState.INITIALIZED);
        warn();
        assertThat(seen).containsExactly("begun", "cancelled", "begun");
        assertThat(system.task("A", "task").failed()).isZero();
    }

    @Test
    void it_goes_on_while_the_actor_changes_within_its_state() {
        open(endlessWhileIn(ActorState.STARTED));
        system.boot();
        warn();
        system.pause("A");
        system.resume("A");
        recover();
        assertThat(seen).containsExactly("begun");
        assertThat(state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void a_blocking_iteration_is_interrupted() {
        open(actor("A").work("task", () -> {
            seen.add("begun");
            try {
                system.stage.block(Duration.ofHours(1));
            } catch (InterruptedException e) {
                seen.add("interrupted");
                throw e;
            }
        }).whileIn(ActorState.HEALTHY));
        system.boot();
        system.pause("A");
        assertThat(seen).containsExactly("begun", "interrupted");
        assertThat(state()).isEqualTo(TaskState.INITIALIZED);
        assertThat(system.task("A", "task").failed()).isZero();
        assertThat(system.log().errors()).isEmpty();
        system.resume("A");
        assertThat(seen).containsExactly("begun", "interrupted", "begun");
    }

    @Test
    void a_uni_that_comes_when_the_state_is_left_already_is_cancelled() {
        open(actor("A").asyncSource("task", () -> {
            try {
                system.stage.block(Duration.ofMillis(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return endless();
        }).whileIn(ActorState.HEALTHY));
        system.boot();
        warn();
        assertThat(seen).isEmpty();
        system.stage.advance(Duration.ofMillis(10));
        assertThat(seen).containsExactly("begun", "cancelled");
        assertThat(state()).isEqualTo(TaskState.INITIALIZED);
    }

    @Test
    void an_iteration_that_succeeds_although_it_was_interrupted_counts_as_what_it_returned() {
        open(actor("A").source("task", () -> {
            try {
                system.stage.block(Duration.ofHours(1));
            } catch (InterruptedException e) {
                return "after all";
            }
            return "late";
        }).whileIn(ActorState.HEALTHY), actor("B").requires("A").sink("sink", from("A", "task"), consumed::add));
        system.boot();
        warn();
        assertThat(consumed).containsExactly("after all");
        assertThat(state()).isEqualTo(TaskState.INITIALIZED);
        assertThat(system.task("A", "task").iterations()).isEqualTo(1);
    }

    @Test
    void the_item_in_hand_is_processed_again_when_the_state_is_entered_again() {
        int[] next = { 0 };
        open(actor("P").source("numbers", () -> next[0] == 3 ? TaskResult.success() : next[0]++),
                actor("A").requires("P").sink("task", from("P", "numbers"), item -> {
                    seen.add("begun " + item);
                    if (seen.size() == 2) {
                        try {
                            system.stage.block(Duration.ofHours(1));
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                    consumed.add(item);
                }).whileIn(ActorState.HEALTHY));
        system.boot();
        assertThat(seen).containsExactly("begun 0", "begun 1");
        warn();
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(seen).hasSize(2);
        recover();
        assertThat(seen).containsExactly("begun 0", "begun 1", "begun 1", "begun 2");
        assertThat(consumed).containsExactly(0, 1, 2);
        assertThat(state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void a_delay_before_a_repetition_is_over_when_the_state_is_entered_again() {
        open(actor("P").source("one", () -> TaskResult.success("item")),
                actor("A").requires("P").pipe("task", from("P", "one"), item -> {
                    seen.add("begun " + item);
                    return seen.size() == 1 ? TaskResult.retry(Duration.ofHours(1)) : TaskResult.proceed();
                }).whileIn(ActorState.HEALTHY));
        system.boot();
        assertThat(state()).isEqualTo(TaskState.RETRYING);
        warn();
        assertThat(state()).isEqualTo(TaskState.INITIALIZED);
        recover();
        assertThat(seen).containsExactly("begun item", "begun item");
        assertThat(state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void one_that_runs_in_a_pause_is_not_held_by_it() {
        int[] paused = { 0 };
        int[] started = { 0 };
        int[] running = { 0 };
        Duration second = Duration.ofSeconds(1);
        open(actor("A").work("paused", () -> paused[0]++).every(second).whileIn(ActorState.PAUSED)
                .work("started", () -> started[0]++).every(second).whileIn(ActorState.STARTED)
                .work("running", () -> running[0]++).every(second));
        system.boot();
        system.stage.advance(Duration.ofMillis(2500));
        assertThat(List.of(paused[0], started[0], running[0])).containsExactly(0, 3, 3);
        system.pause("A");
        system.stage.advance(Duration.ofMillis(2000));
        assertThat(List.of(paused[0], started[0], running[0])).containsExactly(3, 5, 3);
        system.resume("A");
        system.stage.advance(Duration.ofMillis(2000));
        assertThat(List.of(paused[0], started[0], running[0])).containsExactly(3, 7, 5);
        assertThat(system.task("A", "paused").state()).isEqualTo(TaskState.INITIALIZED);
        assertThat(system.task("A", "started").skipped()).isZero();
        assertThat(system.task("A", "paused").skipped()).isZero();
    }

    @Test
    void the_default_is_held_by_a_pause_and_not_cancelled() {
        open(actor("A").asyncSource("task", this::endless));
        system.boot();
        system.pause("A");
        assertThat(seen).containsExactly("begun");
        assertThat(state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void a_probe_recovers_its_actor() {
        List<Long> probes = new ArrayList<>();
        open(actor("A").work("task", () -> {
            probes.add(system.stage.now().toMillis());
            if (probes.size() % 3 == 0) {
                system.ref("A").recover();
            }
        }).every(Duration.ofMillis(200)).whileIn(ActorState.UNHEALTHY));
        system.boot();
        system.stage.advance(Duration.ofMillis(500));
        system.ref("A").reportProblem("no connection");
        system.stage.advance(Duration.ofMillis(450));
        assertThat(probes).as("the schedule begins when the state is entered").containsExactly(500L, 700L, 900L);
        assertThat(system.path("A")).isEqualTo("started.running.healthy");
        system.stage.advance(Duration.ofMillis(350));
        system.ref("A").reportProblem("no connection");
        system.stage.advance(Duration.ofMillis(150));
        assertThat(probes).containsExactly(500L, 700L, 900L, 1300L);
        assertThat(system.task("A", "task").skipped()).isZero();
    }

    @Test
    void one_that_has_succeeded_stays_so_until_the_actor_is_stopped_and_started() {
        open(actor("A").work("other", () -> system.stage.block(Duration.ofSeconds(1))).source("task", () -> {
            seen.add("begun");
            return TaskResult.success();
        }).whileIn(ActorState.DEGRADED));
        system.boot();
        warn();
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(state()).isEqualTo(TaskState.SUCCEEDED);
        recover();
        warn();
        Call restart = system.restart("A");
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(restart.message()).isEqualTo("done");
        warn();
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(seen).containsExactly("begun");
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(stop.message()).isEqualTo("done");
        system.start("A");
        warn();
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(seen).containsExactly("begun", "begun");
    }

    @Test
    void a_restart_cancels_it_and_enters_its_state_anew() {
        open(endlessWhileIn(ActorState.HEALTHY));
        system.boot();
        Call restart = system.restart("A");
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(restart.message()).isEqualTo("done");
        assertThat(seen).containsExactly("begun", "cancelled", "begun");
    }

    @Test
    void one_that_has_failed_begins_anew_with_a_restart() {
        boolean[] fails = { true };
        open(actor("A").asyncSource("task", () -> {
            if (fails[0]) {
                throw new IllegalStateException("broken");
            }
            return endless();
        }).whileIn(ActorState.RUNNING.parent()));
        system.boot();
        assertThat(state()).isEqualTo(TaskState.CRASHED);
        fails[0] = false;
        system.restart("A");
        assertThat(seen).containsExactly("begun");
        assertThat(state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void an_exit_hook_does_not_wait_for_an_iteration_that_is_cancelled() {
        open(endlessWhileIn(ActorState.HEALTHY).onExit(ActorState.HEALTHY, () -> seen.add("hook"))
                .onEnter(ActorState.DEGRADED, () -> seen.add("other hook")));
        system.boot();
        warn();
        assertThat(seen).containsExactly("begun", "cancelled", "hook", "other hook");
        assertThat(system.path("A")).isEqualTo("started.running.degraded");
    }

    @Test
    void it_begins_after_the_hooks_of_its_state() {
        open(endlessWhileIn(ActorState.DEGRADED).onEnter(ActorState.DEGRADED, () -> {
            system.stage.block(Duration.ofSeconds(1));
            seen.add("hook");
        }));
        system.boot();
        warn();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("hook", "begun");
    }

    @Test
    void a_stop_cancels_a_source_at_once() {
        open(endlessWhileIn(ActorState.HEALTHY));
        system.boot();
        assertThat(system.stop("A").message()).isEqualTo("done");
        assertThat(seen).containsExactly("begun", "cancelled");
    }

    @Test
    void a_stop_lets_a_consumer_drain() {
        int[] next = { 0 };
        open(actor("P").source("numbers", () -> next[0] == 3 ? TaskResult.success() : next[0]++),
                actor("A").requires("P").sink("task", from("P", "numbers"), item -> {
                    try {
                        system.stage.block(Duration.ofSeconds(2));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    consumed.add(item);
                }).whileIn(ActorState.HEALTHY));
        system.boot();
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofSeconds(6));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(consumed).containsExactly(0, 1, 2);
    }

    @Test
    void a_consumer_whose_state_was_never_entered_drains_too() {
        open(actor("P").source("one", () -> TaskResult.success("item")),
                actor("A").requires("P").sink("task", from("P", "one"), consumed::add).whileIn(ActorState.UNHEALTHY));
        system.boot();
        assertThat(consumed).isEmpty();
        assertThat(system.stop("A").message()).isEqualTo("done");
        assertThat(consumed).containsExactly("item");
    }

    @Test
    void a_stream_is_subscribed_and_cancelled() {
        open(actor("A").stream("task", () -> Multi.createFrom().<Object> nothing().onSubscription()
                .invoke(() -> seen.add("subscribed")).onCancellation().invoke(() -> seen.add("cancelled")))
                .whileIn(ActorState.DEGRADED));
        system.boot();
        assertThat(seen).isEmpty();
        warn();
        assertThat(state()).isEqualTo(TaskState.RUNNING);
        recover();
        assertThat(state()).isEqualTo(TaskState.INITIALIZED);
        warn();
        assertThat(seen).containsExactly("subscribed", "cancelled", "subscribed");
    }

    @Test
    void it_does_not_count_for_completion() {
        open(endlessWhileIn(ActorState.STARTED),
                actor("B").work("task", () -> seen.add("never")).whileIn(ActorState.PAUSED).source("once",
                        TaskResult::success));
        Call all = Call.of(system.actors.completion());
        system.boot();
        assertThat(all.message()).isEqualTo("done");
    }
}
