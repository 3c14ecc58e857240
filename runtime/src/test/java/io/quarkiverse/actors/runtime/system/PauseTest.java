package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.smallrye.mutiny.Uni;

/** What a pause does to tasks; {@link PeriodicTaskTest} tells what it does to ticks. */
class PauseTest extends SystemTest {

    private static final Duration STEP = Duration.ofMillis(100);

    private final List<Object> consumed = new ArrayList<>();
    private int produced;

    private Object produce() throws InterruptedException {
        system.stage.block(STEP);
        return ++produced;
    }

    private Uni<Object> produceLater() {
        return Uni.createFrom().emitter(emitter -> system.stage.later(STEP, () -> emitter.complete(++produced)));
    }

    private void lets_the_iteration_in_hand_finish() {
        system.boot();
        system.stage.advance(Duration.ofMillis(250));
        assertThat(system.pause("A").message()).isEqualTo("done");
        assertThat(produced).isEqualTo(2);
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(produced).isEqualTo(3);
        assertThat(system.task("A", "task").state()).isEqualTo(TaskState.RUNNING);
        system.resume("A");
        system.stage.advance(Duration.ofMillis(200));
        assertThat(produced).isEqualTo(5);
    }

    @Test
    void a_blocking_source_finishes_its_iteration() {
        open(actor("A").source("task", this::produce));
        lets_the_iteration_in_hand_finish();
    }

    @Test
    void a_source_on_the_event_loop_finishes_its_iteration() {
        open(actor("A").asyncSource("task", this::produceLater));
        lets_the_iteration_in_hand_finish();
    }

    @Test
    void a_consumer_finishes_its_item_and_keeps_the_others() {
        open(actor("P").source("numbers", () -> consumed.size() < 100 ? consumed.size() : TaskResult.success()),
                actor("A").requires("P").sink("task", from("P", "numbers", 8), item -> {
                    try {
                        produce();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        lets_the_iteration_in_hand_finish();
    }

    @Test
    void a_paused_consumer_holds_its_producer_back_and_loses_nothing() {
        open(actor("P").source("numbers", () -> ++produced),
                actor("A").requires("P").sink("task", from("P", "numbers", 8), this::consume));
        system.boot();
        system.stage.advance(STEP.multipliedBy(20).plusMillis(50));
        system.pause("A");
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(consumed).hasSize(21);
        assertThat(produced).as("as many as there is room for").isEqualTo(20 + 8);
        system.pause("P");
        system.resume("A");
        system.stage.advance(STEP.multipliedBy(7));
        assertThat(consumed).containsExactlyElementsOf(IntStream.rangeClosed(1, 28).boxed().toList());
    }

    private void consume(Object item) {
        try {
            system.stage.block(STEP);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        consumed.add(item);
    }

    @Test
    void a_source_that_backs_off_is_not_called_while_paused() {
        open(actor("A").source("task", () -> {
            produced++;
            return TaskResult.skip();
        }));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        int before = produced;
        system.pause("A");
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(produced).isEqualTo(before);
        system.resume("A");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(produced).isBetween(before + 9, before + 11);
    }

    @Test
    void a_pause_that_follows_the_start_is_a_pause() {
        open(actor("A").source("task", this::produce).every(STEP));
        system.ref("A").start();
        system.pause("A");
        system.stage.advance(Duration.ofSeconds(1));
        int before = produced;
        assertThat(before).isLessThanOrEqualTo(1);
        system.resume("A");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(produced).isGreaterThan(before + 3);
    }
}
