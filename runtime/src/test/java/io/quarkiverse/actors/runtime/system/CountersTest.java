package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.task.Schedule;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Uni;

/** What is counted for metrics: from the start of the application on, whatever happens to the actors. */
class CountersTest extends SystemTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private int sent;
    private int limit = 10;

    private Task task(String actor) {
        return cell(actor).tasks().get(0);
    }

    private ActorCell cell(String actor) {
        return system.actors.ordinary().stream().filter(cell -> cell.name().equals(actor)).findFirst().orElseThrow();
    }

    private TestActor numbers() {
        return actor("Numbers").source("numbers", () -> sent < limit ? ++sent : TaskResult.success());
    }

    @Test
    void counters_go_on_when_snapshots_begin_anew() {
        open(numbers());
        system.boot();
        assertThat(task("Numbers").counters().iterations()).isEqualTo(11);
        system.stop("Numbers");
        limit = 15;
        system.start("Numbers");

        assertThat(system.task("Numbers", "numbers").iterations()).isEqualTo(6);
        assertThat(system.task("Numbers", "numbers").emitted()).isEqualTo(5);
        assertThat(task("Numbers").counters().iterations()).isEqualTo(17);
        assertThat(task("Numbers").counters().emitted()).isEqualTo(15);
    }

    @Test
    void missed_ticks_of_a_run_without_iterations_are_not_those_of_the_next() {
        open(actor("Clock").work("tick", () -> seen.add("tick")).schedule(Schedule.every(SECOND), SECOND));
        system.boot();
        system.pause("Clock");
        system.stage.advance(SECOND.multipliedBy(3));
        long missed = task("Clock").counters().missed();
        assertThat(missed).isPositive();
        assertThat(seen).isEmpty();
        system.stop("Clock");
        system.start("Clock");

        assertThat(system.task("Clock", "tick").skipped()).isZero();
        assertThat(task("Clock").counters().missed()).isEqualTo(missed);
    }

    @Test
    void drops_go_on_as_well() {
        open(numbers(), actor("Audit").requires("Numbers").task("write", Returns.VALUE, false,
                List.of(new InputModel("Numbers", "numbers", 2, Overflow.DROP_NEWEST, 0, "")), item -> {
                    system.stage.block(SECOND);
                    return null;
                }));
        system.boot();
        assertThat(task("Audit").buffered(0)).as("the other one is in hand").isEqualTo(1);
        system.stage.advance(SECOND.multipliedBy(20));
        long dropped = task("Audit").dropped();
        assertThat(dropped).isPositive().isEqualTo(system.task("Audit", "write").skipped());
        assertThat(task("Audit").buffered(0)).isZero();
        system.stop("Audit");
        system.start("Audit");

        assertThat(system.task("Audit", "write").skipped()).isZero();
        assertThat(task("Audit").dropped()).isEqualTo(dropped);
    }

    @Test
    void the_time_of_a_blocking_iteration_is_measured() {
        open(actor("A").source("block", () -> {
            system.stage.block(SECOND);
            return ++sent < 3 ? TaskResult.proceed() : TaskResult.success();
        }));
        system.boot();
        system.stage.advance(SECOND.multipliedBy(10));

        assertThat(task("A").counters().nanos()).as("the last one too").isEqualTo(SECOND.multipliedBy(3).toNanos());
    }

    @Test
    void the_time_of_an_asynchronous_iteration_lasts_until_its_outcome() {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        open(actor("A").asyncSource("wait", () -> sent++ == 0 ? Uni.createFrom().completionStage(outcome)
                : Uni.createFrom().item(TaskResult.success())));
        system.boot();
        system.stage.advance(SECOND.multipliedBy(2));
        system.stage.execute(() -> outcome.complete("late"));
        system.stage.advance(SECOND);

        assertThat(task("A").counters().iterations()).isEqualTo(2);
        assertThat(task("A").counters().nanos()).isEqualTo(SECOND.multipliedBy(2).toNanos());
    }

    @Test
    void the_times_of_iterations_at_the_same_time_add_up() {
        limit = 4;
        open(numbers(), actor("B").requires("Numbers").task("slow", Returns.VALUE, false, List.of(from("Numbers", "numbers")),
                item -> {
                    system.stage.block(SECOND);
                    return null;
                }).concurrent(4));
        system.boot();
        system.stage.advance(SECOND.multipliedBy(5));

        assertThat(task("B").counters().nanos()).isEqualTo(SECOND.multipliedBy(4).toNanos());
    }

    @Test
    void messages_are_counted_until_they_have_come_to_their_end() {
        open(actor("A"));
        system.boot();
        for (int i = 0; i < 3; i++) {
            system.ref("A").tell(ignored -> {
                try {
                    system.stage.block(SECOND);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        system.stage.settle();
        assertThat(cell("A").mailbox().size()).isEqualTo(3);
        system.stage.advance(SECOND.multipliedBy(4));

        assertThat(cell("A").mailbox().size()).isZero();
    }
}
