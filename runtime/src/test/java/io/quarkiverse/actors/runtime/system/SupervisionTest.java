package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class SupervisionTest extends SystemTest {

    private static final String UP = "started.running.healthy";
    private static final String DEGRADED = "started.running.degraded";

    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<Object> consumed = new ArrayList<>();
    private int failures;

    private void boot(TestActor... actors) {
        open(actors);
        system.actors.addDeadLetterListener(letters::add);
        system.boot();
    }

    private static TestActor numbers(int count) {
        int[] next = { 0 };
        return actor("A").source("numbers", () -> next[0] == count ? TaskResult.success() : next[0]++);
    }

    /** Consumes, but fails so many times on the item 1. */
    private TestActor consumer(int times) {
        return actor("B").requires("A").sink("sink", from("A", "numbers"), item -> {
            if (item.equals(1) && failures < times) {
                failures++;
                throw new IllegalStateException("bad " + item);
            }
            consumed.add(item);
        }).supervised(Supervision.DEFAULT);
    }

    private static Supervision with(SupervisionStrategy strategy) {
        return Supervision.DEFAULT.withStrategy(strategy);
    }

    private static void fail() {
        throw new IllegalStateException("broken");
    }

    @Test
    void an_item_is_processed_again_after_the_backoff_in_order() {
        boot(numbers(4), consumer(2));
        assertThat(consumed).containsExactly(0);
        assertThat(system.path("B")).isEqualTo(DEGRADED);
        assertThat(system.transitions.last("B", ActorState.DEGRADED).reason())
                .isEqualTo("B#sink failed and waits before it goes on");
        assertThat(system.transitions.last("B", ActorState.DEGRADED).cause()).hasMessage("bad 1");
        assertThat(system.task("B", "sink").state()).isEqualTo(TaskState.FAILED);
        system.stage.advance(Duration.ofMillis(299));
        assertThat(consumed).containsExactly(0);
        system.stage.advance(Duration.ofMillis(1));
        assertThat(consumed).containsExactly(0, 1, 2, 3);
        assertThat(letters).isEmpty();
        assertThat(system.path("B")).isEqualTo(UP);
        assertThat(system.task("B", "sink").failed()).isEqualTo(2);
        assertThat(system.completion("B").message()).isEqualTo("done");
        assertThat(system.log().errors()).containsExactly("B#sink failed: it goes on in 100ms",
                "B#sink failed: it goes on in 200ms");
    }

    @Test
    void an_item_that_fails_too_often_is_a_dead_letter() {
        boot(numbers(3), consumer(99));
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(consumed).containsExactly(0, 2);
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0)).extracting(DeadLetter::actor, DeadLetter::task, DeadLetter::item, DeadLetter::attempts)
                .containsExactly("B", "sink", 1, 3);
        assertThat(letters.get(0).cause()).hasMessage("bad 1");
        assertThat(system.log().errors()).endsWith("B#sink gives up an item after 3 attempt(s)",
                "B#sink failed: it goes on in 400ms");
    }

    @Test
    void a_source_that_fails_too_often_crashes_its_actor() {
        boot(actor("A").source("source", () -> {
            failures++;
            throw new IllegalStateException("broken");
        }).supervised(Supervision.DEFAULT).resource("r", visible("r")), actor("B").requires("A"));
        Call completion = Call.of(system.ref("A").completion());
        system.stage.advance(Duration.ofSeconds(10));
        assertThat(failures).as("the first and five restarts").isEqualTo(6);
        assertThat(system.paths("A", "B")).containsExactly("crashed", "started.running.unhealthy");
        assertThat(seen).containsExactly("+r", "-r");
        assertThat(completion.message())
                .isEqualTo("A#source failed, and no restart is left: java.lang.IllegalStateException: broken");
        assertThat(system.log().errors()).last()
                .isEqualTo("A crashed: A#source failed, and no restart is left: java.lang.IllegalStateException: broken");
        system.start("A");
        assertThat(system.path("A")).as("a start begins with a whole budget").isEqualTo(DEGRADED);
    }

    @Test
    void the_other_tasks_go_on() {
        int[] rounds = { 0 };
        boot(actor("A").work("fails", SupervisionTest::fail).supervised(Supervision.DEFAULT).source("own", () -> {
            rounds[0]++;
            return TaskResult.skip();
        }));
        int before = rounds[0];
        system.stage.advance(Duration.ofMillis(90));
        assertThat(rounds[0]).isGreaterThan(before);
        assertThat(system.path("A")).isEqualTo(DEGRADED);
    }

    @Test
    void resume_gives_up_the_item_and_goes_on_at_once() {
        boot(numbers(3), consumer(99).supervised(with(SupervisionStrategy.RESUME)));
        assertThat(consumed).containsExactly(0, 2);
        assertThat(letters).extracting(DeadLetter::item, DeadLetter::attempts).containsExactly(
                org.assertj.core.groups.Tuple.tuple(1, 1));
        assertThat(system.path("B")).isEqualTo(UP);
        assertThat(system.log().errors()).containsExactly("B#sink gives up an item after 1 attempt(s)",
                "B#sink failed: it goes on at once");
    }

    @Test
    void stop_stops_the_actor_and_those_that_require_it() {
        boot(actor("A"), actor("B").requires("A").work("work", SupervisionTest::fail)
                .supervised(with(SupervisionStrategy.STOP)), actor("C").requires("B"));
        assertThat(system.paths("A", "B", "C")).containsExactly(UP, "stopped", "stopped");
        assertThat(system.log().errors()).containsExactly("B#work failed: B stops");
    }

    @Test
    void restart_of_the_actor_releases_and_acquires_and_keeps_the_item() {
        boot(numbers(4), consumer(1).supervised(with(SupervisionStrategy.RESTART_ACTOR)).resource("r", visible("r")));
        assertThat(system.path("B")).isEqualTo(DEGRADED);
        assertThat(seen).containsExactly("+r");
        system.stage.advance(Duration.ofMillis(100));
        assertThat(seen).containsExactly("+r", "-r", "+r");
        assertThat(consumed).containsExactly(0, 1, 2, 3);
        assertThat(system.path("B")).isEqualTo(UP);
        assertThat(system.log().errors()).containsExactly("B#sink failed: B restarts in 100ms");
    }

    @Test
    void a_restart_that_is_due_waits_for_the_end_of_a_pause() {
        boot(numbers(4), consumer(1).supervised(with(SupervisionStrategy.RESTART_ACTOR)).resource("r", visible("r")));
        system.pause("B");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(system.path("B")).isEqualTo("started.paused");
        assertThat(seen).containsExactly("+r");
        system.resume("B");
        assertThat(seen).containsExactly("+r", "-r", "+r");
        assertThat(consumed).containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_restart_can_make_a_new_instance() {
        int[] instances = { 0 };
        boot(numbers(3), consumer(1).constructor(() -> "instance " + ++instances[0])
                .supervised(with(SupervisionStrategy.RESTART_ACTOR).withNewInstance(true)));
        system.stage.advance(Duration.ofMillis(100));
        assertThat(instances[0]).isEqualTo(2);
        assertThat(consumed).containsExactly(0, 1, 2);
    }

    @Test
    void a_stop_does_not_wait_for_a_backoff_and_loses_nothing() {
        boot(numbers(4), consumer(2));
        assertThat(system.shutdown().message()).isEqualTo("done");
        assertThat(consumed).containsExactly(0, 1, 2, 3);
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(system.stage.timers()).isZero();
    }

    @Test
    void a_stop_withdraws_a_restart_that_is_to_come() {
        boot(numbers(2), consumer(1).supervised(with(SupervisionStrategy.RESTART_ACTOR)));
        system.stop("B");
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(system.path("B")).isEqualTo("stopped");
        assertThat(consumed).containsExactly(0, 1);
    }

    @Test
    void a_multi_is_subscribed_to_again() {
        boot(actor("A").stream("numbers", () -> failures++ == 0
                ? Multi.createBy().concatenating().streams(Multi.createFrom().items(1, 2),
                        Multi.createFrom().failure(new IllegalStateException("broken")))
                : Multi.createFrom().items(3, 4)).supervised(Supervision.DEFAULT),
                actor("B").requires("A").sink("sink", from("A", "numbers"), consumed::add));
        assertThat(consumed).containsExactly(1, 2);
        system.stage.advance(Duration.ofMillis(100));
        assertThat(consumed).containsExactly(1, 2, 3, 4);
        assertThat(system.completion("A").message()).isEqualTo("done");
    }

    @Test
    void several_iterations_at_a_time_are_supervised_each_by_itself() {
        boot(numbers(20), actor("B").requires("A").asyncSink("sink", from("A", "numbers"), item -> {
            if (item.equals(7)) {
                throw new IllegalStateException("bad 7");
            }
            consumed.add(item);
            return Uni.createFrom().voidItem();
        }).concurrent(4).supervised(Supervision.DEFAULT));
        system.stage.advance(Duration.ofSeconds(2));
        assertThat(consumed).hasSize(19).containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, 20).filter(i -> i != 7).boxed().toList());
        assertThat(letters).extracting(DeadLetter::item).containsExactly(7);
        assertThat(system.task("B", "sink").failed()).isEqualTo(3);
    }

    @Test
    void what_a_crashed_consumer_had_left_is_dead_lettered_unattempted() {
        boot(numbers(5), consumer(99).supervised(Supervision.DEFAULT.withBudget(0, Duration.ofMinutes(1))));
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(system.path("B")).isEqualTo("crashed");
        assertThat(letters).extracting(DeadLetter::item, DeadLetter::attempts).containsExactly(
                org.assertj.core.groups.Tuple.tuple(1, 3), org.assertj.core.groups.Tuple.tuple(2, 0),
                org.assertj.core.groups.Tuple.tuple(3, 0), org.assertj.core.groups.Tuple.tuple(4, 0));
    }

    @Test
    void a_periodic_task_is_called_again_after_the_backoff_and_then_at_its_ticks() {
        List<Long> times = new ArrayList<>();
        boot(actor("A").work("tick", () -> {
            times.add(system.stage.now().toMillis());
            if (failures++ == 0) {
                fail();
            }
        }).every(Duration.ofMillis(70)).supervised(Supervision.DEFAULT));
        system.stage.advance(Duration.ofMillis(300));
        assertThat(times).containsExactly(0L, 100L, 140L, 210L, 280L);
    }
}
