package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.task.Schedule;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.smallrye.mutiny.Multi;

/** Tasks that a test lets run one iteration at a time: held again from within the iteration. */
class SteppingTest extends SystemTest {

    private final AtomicInteger calls = new AtomicInteger();

    private Task task(String actor) {
        return system.actors.ordinary().stream().filter(cell -> cell.name().equals(actor)).findFirst().orElseThrow().tasks()
                .get(0);
    }

    private int step(String actor) {
        calls.incrementAndGet();
        task(actor).hold(Task.Hold.STEP);
        return calls.get();
    }

    private void tick(String actor) {
        assertThat(task(actor).tick()).isTrue();
        system.stage.settle();
    }

    @Test
    void a_continuous_task_runs_when_it_is_ticked_in_each_of_its_runs() {
        open(actor("A").source("count", () -> step("A")));
        task("A").step(true);
        for (int run = 0; run < 2; run++) {
            int before = calls.get();
            system.start("A");
            system.stage.settle();
            assertThat(calls).hasValue(before);
            tick("A");
            assertThat(calls).hasValue(before + 1);
            tick("A");
            assertThat(calls).hasValue(before + 2);
            system.stop("A");
            system.stage.settle();
        }
    }

    @Test
    void a_consumer_takes_one_item_of_those_that_wait() {
        List<Object> consumed = new ArrayList<>();
        AtomicInteger items = new AtomicInteger();
        open(actor("A").source("count", () -> items.get() < 3 ? items.incrementAndGet() : null),
                actor("B").requires("A").sink("take", from("A", "count"), item -> {
                    consumed.add(item);
                    step("B");
                }));
        task("B").step(true);
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(consumed).isEmpty();
        tick("B");
        assertThat(consumed).containsExactly(1);
        task("B").step(false);
        system.stage.settle();
        assertThat(consumed).containsExactly(1, 2);
    }

    @Test
    void a_periodic_task_is_called_between_its_ticks() {
        open(actor("A").work("tick", calls::incrementAndGet).schedule(Schedule.every(Duration.ofMinutes(1)),
                Duration.ofSeconds(30)));
        system.boot();
        tick("A");
        tick("A");
        assertThat(calls).hasValue(2);
        system.stage.advance(Duration.ofSeconds(30));
        assertThat(calls).hasValue(3);
    }

    @Test
    void a_tick_ends_the_backoff() {
        open(actor("A").source("fail", () -> {
            calls.incrementAndGet();
            throw new IllegalStateException("always");
        }).supervised(Supervision.DEFAULT));
        system.boot();
        assertThat(calls).hasValue(1);
        tick("A");
        assertThat(calls).hasValue(2);
    }

    @Test
    void a_stream_has_no_iterations_of_its_own() {
        open(actor("A").stream("items", () -> Multi.createFrom().nothing()));
        system.boot();
        assertThat(task("A").tick()).isFalse();
    }
}
