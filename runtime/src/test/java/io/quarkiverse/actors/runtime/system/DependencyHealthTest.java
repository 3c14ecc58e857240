package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;

/** What the crash and the restart of a dependency do to its dependents. */
class DependencyHealthTest extends SystemTest {

    private static final String UP = "started.running.healthy";
    private static final String UNHEALTHY = "started.running.unhealthy";

    private final List<Object> consumed = new ArrayList<>();
    private int own;

    private TestActor ticks(String name) {
        int[] next = { 0 };
        return actor(name).source("ticks", () -> {
            system.stage.block(Duration.ofMillis(10));
            return next[0]++;
        });
    }

    /** Consumes ticks and has a task of its own. */
    private TestActor dependent(String name, String producer) {
        return actor(name).requires(producer).sink("sink", from(producer, "ticks"), consumed::add).source("own", () -> {
            own++;
            return TaskResult.skip();
        });
    }

    private static IllegalStateException broken() {
        return new IllegalStateException("broken");
    }

    @Test
    void dependents_of_a_crashed_actor_are_unhealthy_and_recover_with_it() {
        open(actor("D"), actor("A").requires("D"), actor("B").requires("A"), actor("Follower").follows("D"));
        system.boot();
        system.reportError("D", broken());
        assertThat(system.paths("D", "A", "B", "Follower")).containsExactly("crashed", UNHEALTHY, UNHEALTHY, UP);
        ActorTransition event = system.transitions.last("A", ActorState.UNHEALTHY);
        assertThat(event.reason()).isEqualTo("required dependency D is down");
        assertThat(event.trigger()).isEqualTo(Trigger.REPORT_PROBLEM);
        system.transitions.clear();
        system.start("D");
        assertThat(system.paths("D", "A", "B")).containsOnly(UP);
        assertThat(system.transitions.last("A", ActorState.HEALTHY).trigger()).isEqualTo(Trigger.RECOVER);
    }

    @Test
    void a_report_comes_back_when_the_dependency_does() {
        open(actor("D"), actor("A").requires("D"));
        system.boot();
        system.ref("A").reportWarning("slow");
        system.reportError("D", broken());
        assertThat(system.path("A")).isEqualTo(UNHEALTHY);
        system.ref("A").recover();
        system.stage.settle();
        assertThat(system.path("A")).as("a report does not outweigh a dependency that is down").isEqualTo(UNHEALTHY);
        system.ref("A").reportWarning("slow again");
        system.start("D");
        assertThat(system.path("A")).isEqualTo("started.running.degraded");
    }

    @Test
    void dependents_suspend_consuming_only() {
        open(ticks("D"), actor("Other").requires("D"), dependent("A", "D").requires("Other"));
        system.boot();
        system.stage.advance(Duration.ofMillis(105));
        assertThat(consumed).hasSize(10);
        system.reportError("Other", broken());
        int before = own;
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(consumed).hasSize(10);
        assertThat(own).isGreaterThan(before + 5);
        system.start("Other");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(consumed).as("the buffer was held").hasSizeGreaterThan(200).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void dependents_of_a_restarting_actor_wait_for_it() {
        open(ticks("D").resource("slow", () -> {
            system.stage.block(Duration.ofMillis(100));
            return (AutoCloseable) () -> {
            };
        }), dependent("A", "D"));
        system.boot();
        system.stage.advance(Duration.ofMillis(300));
        Call restart = system.restart("D");
        system.stage.advance(Duration.ofMillis(50));
        assertThat(system.path("A")).isEqualTo(UNHEALTHY);
        system.stage.advance(Duration.ofMillis(300));
        assertThat(restart.message()).isEqualTo("done");
        assertThat(system.path("A")).isEqualTo(UP);
        assertThat(system.transitions.of("A")).endsWith("unhealthy", "healthy").doesNotContain("stopping");
        assertThat(consumed).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    }

    @Test
    void a_restart_that_fails_leaves_dependents_unhealthy_until_the_next_start() {
        boolean[] fails = { false };
        open(actor("D").resource("resource", () -> {
            if (fails[0]) {
                throw broken();
            }
            return (AutoCloseable) () -> {
            };
        }), actor("A").requires("D"));
        system.boot();
        fails[0] = true;
        system.restart("D");
        assertThat(system.paths("D", "A")).containsExactly("crashed", UNHEALTHY);
        fails[0] = false;
        system.restart("D");
        assertThat(system.paths("D", "A")).containsOnly(UP);
    }

    @Test
    void resume_does_not_lift_what_a_dependency_suspended() {
        open(ticks("D"), actor("Other"), dependent("A", "D").requires("Other"));
        system.boot();
        system.pause("A");
        system.reportError("Other", broken());
        system.resume("A");
        assertThat(system.path("A")).isEqualTo(UNHEALTHY);
        system.stage.advance(Duration.ofMillis(500));
        assertThat(consumed).isEmpty();
        system.start("Other");
        system.stage.advance(Duration.ofMillis(500));
        assertThat(consumed).isNotEmpty();
        assertThat(system.path("A")).isEqualTo(UP);
    }

    @Test
    void a_dependency_that_comes_back_does_not_lift_a_pause() {
        open(ticks("D"), dependent("A", "D"));
        system.boot();
        system.pause("A");
        system.reportError("D", broken());
        system.stage.advance(Duration.ofSeconds(2));
        system.start("D");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(system.path("A")).isEqualTo("started.paused");
        assertThat(consumed).isEmpty();
        system.resume("A");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(system.path("A")).isEqualTo(UP);
        assertThat(consumed).isNotEmpty();
    }

    @Test
    void a_dependency_that_goes_down_while_a_resume_is_in_progress_is_noticed() {
        open(actor("D"), actor("A").requires("D").onExit(ActorState.PAUSED,
                () -> system.stage.block(Duration.ofSeconds(1))));
        system.boot();
        system.pause("A");
        system.resume("A");
        system.reportError("D", broken());
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(system.path("A")).isEqualTo(UNHEALTHY);
    }

    @Test
    void a_dependency_that_comes_back_while_a_report_is_in_progress_is_noticed() {
        open(actor("D"), actor("A").requires("D").onExit(ActorState.HEALTHY,
                () -> system.stage.block(Duration.ofSeconds(1))));
        system.boot();
        system.reportError("D", broken());
        assertThat(system.path("A")).isEqualTo(UP);
        system.start("D");
        system.stage.advance(Duration.ofSeconds(5));
        assertThat(system.path("A")).isEqualTo(UP);
    }

    @Test
    void an_explicit_stop_of_a_crashed_dependency_stops_those_that_wait_for_it() {
        open(actor("D"), actor("A").requires("D"));
        system.boot();
        system.reportError("D", broken());
        assertThat(system.stop("D").message()).isEqualTo("done");
        assertThat(system.paths("D", "A")).containsOnly("stopped");
        system.start("A");
        assertThat(system.paths("D", "A")).containsOnly(UP);
    }

}
