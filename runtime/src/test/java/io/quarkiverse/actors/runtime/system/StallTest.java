package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.turn.ThreadStack;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** Tasks that make no progress although they have something to do. */
class StallTest extends SystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final String UP = "started.running.healthy";
    private static final String UNHEALTHY = "started.running.unhealthy";
    private static final String STALLED = "A#work has stalled: for 4s it has neither begun nor finished an iteration";

    private Hang hang;

    private void boot(TestActor... actors) {
        open(actors);
        hang = system.stage.hang();
        system.boot();
    }

    private void pass(int seconds) {
        system.stage.advance(Duration.ofSeconds(seconds));
    }

    private void nothingStalls(int seconds) {
        for (int i = 0; i < seconds; i++) {
            pass(1);
            assertThat(system.path("A")).isNotEqualTo(UNHEALTHY);
        }
        assertThat(system.log().messages()).noneMatch(message -> message.contains("stalled"));
    }

    @Test
    void a_task_that_hangs_makes_its_actor_unhealthy_once_and_recovers_when_it_moves_on() {
        boolean[] hung = { false };
        boot(actor("A").work("work", () -> {
            if (!hung[0]) {
                hung[0] = true;
                hang.run();
            }
            system.stage.block(Duration.ofSeconds(1));
        }).stallsAfter(LIMIT));
        pass(3);
        assertThat(system.path("A")).isEqualTo(UP);
        pass(2);
        assertThat(system.path("A")).isEqualTo(UNHEALTHY);
        assertThat(system.transitions.last("A", ActorState.UNHEALTHY).reason()).isEqualTo("A#work has stalled for 4s");
        pass(20);
        assertThat(system.log().errors()).containsExactly(STALLED);
        assertThat(system.log().thrown(STALLED)).isInstanceOf(ThreadStack.class);
        assertThat(system.log().thrown(STALLED).getStackTrace()).as("where the thread sits")
                .anyMatch(frame -> frame.getClassName().startsWith(StallTest.class.getName()));
        hang.release();
        pass(2);
        assertThat(system.path("A")).isEqualTo(UP);
        assertThat(system.log().messages()).containsExactly(STALLED, "A#work moves on");
        pass(20);
        assertThat(system.path("A")).isEqualTo(UP);
    }

    @Test
    void what_is_waited_for_without_a_thread_counts() {
        UniEmitter<?>[] emitter = { null };
        boot(actor("A").asyncSource("work", () -> emitter[0] != null ? Uni.createFrom().item(TaskResult.success())
                : Uni.createFrom().emitter(given -> emitter[0] = given)).stallsAfter(LIMIT));
        pass(5);
        assertThat(system.path("A")).isEqualTo(UNHEALTHY);
        assertThat(system.log().errors()).containsExactly(STALLED + ", and no thread runs it");
        emitter[0].complete(null);
        pass(1);
        assertThat(system.path("A")).isEqualTo(UP);
    }

    @Test
    void a_task_that_does_not_get_its_turn_has_stalled() {
        boot(actor("A").work("other", () -> hang.run()).work("work", () -> system.stage.block(Duration.ofSeconds(1)))
                .stallsAfter(LIMIT));
        pass(6);
        assertThat(system.path("A")).isEqualTo(UNHEALTHY);
        assertThat(system.log().thrown(STALLED).getStackTrace()).as("who has the turn")
                .anyMatch(frame -> frame.getClassName().startsWith(StallTest.class.getName()));
        hang.release();
    }

    @Test
    void of_several_iterations_all_have_to_hang() {
        int[] begun = { 0 };
        boot(actor("A").work("work", () -> {
            if (begun[0]++ == 0) {
                hang.run();
            }
            system.stage.block(Duration.ofSeconds(3));
        }).concurrent(2).stallsAfter(LIMIT));
        nothingStalls(20);
        hang.release();
    }

    @Test
    void several_iterations_that_hang_are_all_shown() {
        boot(actor("A").work("work", () -> hang.run()).concurrent(2).stallsAfter(LIMIT));
        pass(6);
        assertThat(system.path("A")).isEqualTo(UNHEALTHY);
        assertThat(system.log().thrown(STALLED).getSuppressed()).hasSize(1);
        hang.release();
    }

    @Test
    void who_waits_for_input_has_not_stalled() {
        boot(actor("P").source("numbers", TaskResult::skip),
                actor("A").requires("P").sink("work", from("P", "numbers"), item -> {
                }).stallsAfter(LIMIT));
        nothingStalls(20);
    }

    @Test
    void who_waits_for_room_has_not_stalled() {
        int[] next = { 0 };
        boot(actor("A").source("work", () -> next[0]++).stallsAfter(LIMIT),
                actor("C").requires("A").sink("sink", from("A", "work", 1), item -> hang.run()));
        nothingStalls(20);
        hang.release();
    }

    @Test
    void who_waits_for_its_tick_has_not_stalled() {
        boot(actor("A").work("work", () -> {
        }).every(Duration.ofMinutes(1)).stallsAfter(LIMIT));
        nothingStalls(130);
    }

    @Test
    void who_backs_off_has_not_stalled() {
        boot(actor("A").work("work", () -> {
            throw new IllegalStateException("broken");
        }).supervised(Supervision.DEFAULT.withBackoff(Duration.ofMinutes(1), Duration.ofMinutes(1), 0)).stallsAfter(LIMIT));
        nothingStalls(50);
    }

    @Test
    void who_is_paused_has_not_stalled() {
        boot(actor("A").work("work", () -> system.stage.block(Duration.ofSeconds(3))).stallsAfter(LIMIT));
        pass(10);
        system.pause("A");
        pass(3);
        nothingStalls(20);
        system.resume("A");
        nothingStalls(20);
    }

    @Test
    void a_pause_while_it_hangs_changes_nothing() {
        boot(actor("A").work("work", () -> hang.run()).stallsAfter(LIMIT));
        pass(6);
        system.play(system.ref("A").pause());
        pass(10);
        system.play(system.ref("A").resume());
        pass(10);
        assertThat(system.path("A")).isEqualTo(UNHEALTHY);
        assertThat(system.log().messages()).as("it has neither moved on nor stalled again").containsExactly(STALLED);
        hang.release();
    }

    @Test
    void one_timer_looks_after_all_and_none_without_them() {
        boot(actor("A").work("a", () -> system.stage.block(Duration.ofHours(1))).stallsAfter(LIMIT),
                actor("B").work("b", () -> system.stage.block(Duration.ofHours(1))).stallsAfter(LIMIT.multipliedBy(2)),
                actor("C").work("c", () -> system.stage.block(Duration.ofHours(1))));
        pass(1);
        assertThat(system.stage.timers()).as("three that block, the watch of lanes, the watch of stalls").isEqualTo(5);
        pass(4);
        assertThat(system.paths("A", "B")).isEqualTo(List.of(UNHEALTHY, UP));
        system.play(system.ref("A").stop());
        pass(1);
        assertThat(system.path("A")).isEqualTo("stopped");
        pass(5);
        assertThat(system.paths("B", "C")).isEqualTo(List.of(UNHEALTHY, UP));
        system.play(system.ref("B").stop());
        pass(2);
        assertThat(system.path("B")).isEqualTo("stopped");
        assertThat(system.stage.timers()).as("one that blocks, the watch of lanes").isEqualTo(2);
    }

    @Test
    void looks_come_a_millisecond_apart_at_least_and_as_seldom_as_those_that_are_left_allow() {
        boot(actor("A").asyncSource("work", () -> Uni.createFrom().nothing()).stallsAfter(Duration.ofMillis(1)),
                actor("B").asyncSource("work", () -> Uni.createFrom().nothing()).stallsAfter(LIMIT));
        pass(1);
        assertThat(stepsOf(1)).as("1000 looks, each a timer and a step of the control thread").isBetween(1900L, 2500L);
        system.play(system.ref("A").stop());
        pass(2);
        assertThat(system.path("A")).isEqualTo("stopped");
        assertThat(stepsOf(10)).as("ten looks").isBetween(10L, 30L);
    }

    private long stepsOf(int seconds) {
        long before = system.stage.steps();
        pass(seconds);
        return system.stage.steps() - before;
    }

    @Test
    void a_restart_begins_anew() {
        boolean[] hung = { false };
        boot(actor("A").work("work", () -> {
            if (!hung[0]) {
                hung[0] = true;
                system.stage.block(Duration.ofHours(1));
            }
            system.stage.block(Duration.ofSeconds(1));
        }).stallsAfter(LIMIT));
        pass(5);
        assertThat(system.path("A")).isEqualTo(UNHEALTHY);
        system.play(system.ref("A").restart());
        pass(2);
        assertThat(system.path("A")).isEqualTo(UP);
    }
}
