package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** How long an actor is degraded after a failure: as long as something waits for its backoff, and no longer. */
class BackoffTest extends SystemTest {

    private static final String UP = "started.running.healthy";
    private static final String DEGRADED = "started.running.degraded";

    private final List<Object> consumed = new ArrayList<>();
    private final List<UniEmitter<? super Object>> pending = new ArrayList<>();
    private int failures;

    private void failOnce() {
        if (failures++ == 0) {
            throw new IllegalStateException("broken");
        }
    }

    private static TestActor numbers(int count) {
        int[] next = { 0 };
        return actor("A").source("numbers", () -> next[0] == count ? TaskResult.success() : next[0]++);
    }

    @Test
    void a_restart_ends_the_backoff_of_a_task() {
        open(numbers(1), actor("B").requires("A").sink("sink", from("A", "numbers"), item -> {
            failOnce();
            consumed.add(item);
        }).supervised(Supervision.DEFAULT));
        system.boot();
        assertThat(system.path("B")).isEqualTo(DEGRADED);
        system.restart("B");
        assertThat(system.path("B")).isEqualTo(UP);
        assertThat(consumed).containsExactly(0);
    }

    @Test
    void a_restart_does_not_end_a_delay_that_the_task_has_asked_for() {
        open(numbers(1), actor("B").requires("A").task("sink", Returns.VALUE,
                false, List.of(from("A", "numbers")), item -> {
                    consumed.add(item);
                    return failures++ == 0 ? TaskResult.retry(Duration.ofSeconds(1)) : null;
                }));
        system.boot();
        system.restart("B");
        assertThat(consumed).containsExactly(0);
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(consumed).containsExactly(0, 0);
    }

    @Test
    void a_restart_ends_the_backoff_of_a_stream() {
        open(actor("A").stream("numbers", () -> {
            failOnce();
            return Multi.createFrom().items(1, 2);
        }).supervised(Supervision.DEFAULT), actor("B").requires("A").sink("sink", from("A", "numbers"), consumed::add));
        system.boot();
        system.restart("A");
        assertThat(system.path("A")).isEqualTo(UP);
        assertThat(consumed).containsExactly(1, 2);
    }

    /** Two iterations at a time, of which the one of item 0 lasts until it is let go, and the first of item 1 fails. */
    private void openConcurrent() {
        open(numbers(3), actor("B").requires("A").asyncSink("sink", from("A", "numbers"), item -> {
            if (item.equals(1)) {
                failOnce();
            }
            return Uni.createFrom().emitter(emitter -> {
                if (item.equals(0)) {
                    pending.add(emitter);
                } else {
                    consumed.add(item);
                    emitter.complete(null);
                }
            });
        }).concurrent(2).supervised(Supervision.DEFAULT));
        system.boot();
    }

    @Test
    void an_iteration_that_failed_beside_others_degrades_until_it_is_repeated() {
        openConcurrent();
        assertThat(system.path("B")).isEqualTo(DEGRADED);
        assertThat(consumed).isEmpty();
        system.stage.advance(Duration.ofMillis(99));
        assertThat(system.path("B")).isEqualTo(DEGRADED);
        system.stage.advance(Duration.ofMillis(1));
        assertThat(consumed).containsExactly(1, 2);
        assertThat(system.path("B")).as("while another iteration is in progress").isEqualTo(UP);
    }

    @Test
    void an_iteration_that_failed_and_waits_alone_degrades_until_it_is_repeated() {
        openConcurrent();
        pending.get(0).complete(null);
        system.stage.settle();
        assertThat(consumed).containsExactly(2);
        assertThat(system.path("B")).isEqualTo(DEGRADED);
        assertThat(system.task("B", "sink").state()).isEqualTo(TaskState.FAILED);
        system.stage.advance(Duration.ofMillis(100));
        assertThat(consumed).containsExactly(2, 1);
        assertThat(system.path("B")).isEqualTo(UP);
    }

    @Test
    void a_restart_ends_the_backoff_of_one_of_several_iterations() {
        openConcurrent();
        pending.get(0).complete(null);
        system.stage.settle();
        system.restart("B");
        assertThat(system.path("B")).isEqualTo(UP);
        assertThat(consumed).containsExactly(2, 1);
    }
}
