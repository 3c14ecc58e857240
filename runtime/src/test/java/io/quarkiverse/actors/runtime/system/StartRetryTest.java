package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;

/** Starts with the application that are repeated until they succeed. */
class StartRetryTest extends SystemTest {

    private static final String UP = "started.running.healthy";

    private final Map<String, String> fates = new HashMap<>();
    private final List<Object> consumed = new ArrayList<>();
    private boolean available;

    private Call boot(TestActor... actors) {
        open(actors);
        system.actors.addStateListener((actor, state, retried) -> fates.put(actor, state + (retried ? " retried" : "")));
        return system.bootPersistently();
    }

    /** Has a resource that is not always there. */
    private TestActor broken(String name) {
        return actor(name).resource("r", () -> {
            seen.add(name + " " + system.stage.now().toMillis());
            if (!available) {
                throw new IllegalStateException("refused");
            }
            return (AutoCloseable) () -> seen.add("-" + name);
        });
    }

    @Test
    void the_delays_are_those_of_the_supervision_without_a_limit() {
        Call boot = boot(broken("A").startedAgain(
                Supervision.DEFAULT.withBudget(1, Duration.ofMinutes(1)).withBackoff(Duration.ofMillis(100),
                        Duration.ofMillis(500), 0)));
        assertThat(boot.message())
                .isEqualTo("A did not start: A#r could not be acquired: java.lang.IllegalStateException: refused");
        system.stage.advance(Duration.ofMillis(1_800));
        assertThat(seen).containsExactly("A 0", "A 100", "A 300", "A 700", "A 1200", "A 1700");
        assertThat(fates).containsEntry("A", "CRASHED retried");
        assertThat(system.log().messages()).contains("A is started again in 100ms", "A is started again in 500ms");
        available = true;
        system.stage.advance(Duration.ofMillis(400));
        assertThat(system.path("A")).isEqualTo(UP);
        assertThat(fates).containsEntry("A", "HEALTHY");
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(seen).hasSize(7);
    }

    @Test
    void what_depends_on_it_comes_with_it_and_sees_the_very_first_item() {
        int[] next = { 0 };
        boot(broken("A").source("numbers", () -> {
            system.stage.block(Duration.ofMillis(10));
            return next[0]++;
        }), actor("B").requires("A").sink("sink", from("A", "numbers"), consumed::add), actor("C").requires("B"),
                actor("D"));
        assertThat(system.paths("A", "B", "C", "D")).containsExactly("crashed", "crashed", "crashed", UP);
        assertThat(fates).containsEntry("B", "CRASHED retried").containsEntry("C", "CRASHED retried");
        available = true;
        system.stage.advance(Duration.ofMillis(150));
        assertThat(system.paths("A", "B", "C", "D")).containsOnly(UP);
        assertThat(consumed).startsWith(0, 1, 2);
    }

    @Test
    void who_lacks_several_starts_when_the_last_of_them_has() {
        boot(broken("A"), broken("B").startedAgain(Supervision.DEFAULT.withBackoff(Duration.ofSeconds(5),
                Duration.ofSeconds(5), 0)), actor("C").requires("A", "B"));
        available = true;
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(system.paths("A", "B", "C")).containsExactly(UP, "crashed", "crashed");
        system.stage.advance(Duration.ofSeconds(5));
        assertThat(system.paths("A", "B", "C")).containsOnly(UP);
    }

    @Test
    void a_dependency_that_starts_on_demand_is_tried_with_its_dependent() {
        boot(broken("A").onDemand(), actor("B").requires("A"));
        assertThat(fates).containsEntry("B", "CRASHED retried");
        available = true;
        system.stage.advance(Duration.ofMillis(150));
        assertThat(system.paths("A", "B")).containsOnly(UP);
    }

    @Test
    void a_start_by_hand_brings_up_what_waits_for_it() {
        boot(broken("A"), actor("B").requires("A"));
        available = true;
        system.start("A");
        assertThat(system.paths("A", "B")).containsOnly(UP);
        assertThat(system.stage.timers()).isLessThanOrEqualTo(1);
    }

    @Test
    void a_stop_ends_it_for_the_actor_and_those_that_wait_for_it() {
        boot(broken("A"), actor("B").requires("A"));
        system.stop("A");
        assertThat(system.path("A")).isEqualTo("stopped");
        assertThat(fates).containsEntry("A", "STOPPED").containsEntry("B", "CRASHED");
        available = true;
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(system.paths("A", "B")).containsExactly("stopped", "crashed");
    }

    @Test
    void an_error_during_an_attempt_ends_it() {
        boot(broken("A"), actor("B").onEnter(ActorState.STARTING, () -> {
            system.stage.block(Duration.ofSeconds(1));
            throw new IllegalStateException("broken");
        }));
        system.reportError("B", new IllegalStateException("reported"));
        assertThat(system.path("B")).isEqualTo("crashed");
        assertThat(fates).containsEntry("A", "CRASHED retried").containsEntry("B", "CRASHED");
    }

    @Test
    void who_has_been_started_stays_crashed_later() {
        available = true;
        boot(broken("A"));
        system.reportError("A", new IllegalStateException("melted"));
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(system.path("A")).isEqualTo("crashed");
        assertThat(fates).containsEntry("A", "CRASHED");
    }

    @Test
    void a_shutdown_ends_it() {
        boot(broken("A"), actor("B").requires("A"));
        assertThat(system.shutdown().message()).isEqualTo("done");
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(seen).containsExactly("A 0");
        assertThat(system.stage.timers()).isZero();
    }

    @Test
    void without_persistence_nothing_is_repeated() {
        open(broken("A"));
        system.boot();
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(seen).containsExactly("A 0");
    }
}
