package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.task.Schedule;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Uni;

/** Tasks that are called at the ticks of a schedule. */
class PeriodicTaskTest extends SystemTest {

    private static final Duration TICK = Duration.ofMillis(100);

    /** When iterations began, in milliseconds. */
    private final List<Long> times = new ArrayList<>();
    private final List<Object> consumed = new ArrayList<>();

    private void note() {
        times.add(system.stage.now().toMillis());
    }

    /** An actor that notes each call at a tick, and takes so long. */
    private TestActor ticking(Duration takes) {
        return actor("A").work("tick", () -> {
            note();
            if (!takes.isZero()) {
                system.stage.block(takes);
            }
        }).every(TICK);
    }

    private long skipped() {
        return system.task("A", "tick").skipped();
    }

    private static Long[] multiples(int from, int to) {
        return LongStream.rangeClosed(from, to).mapToObj(i -> i * TICK.toMillis()).toArray(Long[]::new);
    }

    @Test
    void the_first_iteration_comes_with_the_start_and_the_others_at_a_fixed_rate() {
        open(ticking(Duration.ofMillis(30)));
        system.boot();
        system.stage.advance(Duration.ofMillis(1050));
        assertThat(times).containsExactly(multiples(0, 10));
        assertThat(skipped()).isZero();
        assertThat(system.task("A", "tick").state()).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void the_schedule_begins_with_the_start_of_the_actor_after_its_delay() {
        open(actor("A").onEnter(ActorState.STARTING, () -> system.stage.block(Duration.ofSeconds(3)))
                .work("tick", this::note).schedule(Schedule.every(TICK), Duration.ofMillis(250)));
        system.boot();
        system.stage.advance(Duration.ofMillis(3249));
        assertThat(times).isEmpty();
        system.stage.advance(Duration.ofMillis(201));
        assertThat(times).containsExactly(3250L, 3350L, 3450L);
    }

    @Test
    void an_interval_below_a_millisecond_is_kept() {
        open(actor("A").work("tick", this::note).every(Duration.ofNanos(250_000)));
        system.boot();
        system.stage.advance(Duration.ofMillis(100));
        assertThat(times).hasSize(401);
    }

    @Test
    void ticks_that_come_during_an_iteration_are_skipped_and_counted_as_they_come() {
        open(ticking(Duration.ofMillis(450)));
        system.boot();
        system.stage.advance(Duration.ofMillis(320));
        assertThat(skipped()).isEqualTo(3);
        system.stage.advance(Duration.ofMillis(10_000 - 320 + 1));
        assertThat(times).containsExactly(LongStream.rangeClosed(0, 20).mapToObj(i -> i * 500).toArray(Long[]::new));
        assertThat(skipped()).isEqualTo(80);
        assertThat(times.size() + skipped()).as("every tick is one or the other").isEqualTo(101);
    }

    @Test
    void an_iteration_on_the_event_loop_does_not_overlap_itself_either() {
        List<CompletableFuture<Object>> pending = new ArrayList<>();
        open(actor("A").asyncSource("tick", () -> {
            note();
            pending.add(new CompletableFuture<>());
            return Uni.createFrom().completionStage(pending.get(pending.size() - 1));
        }).every(TICK));
        system.boot();
        system.stage.advance(Duration.ofMillis(250));
        assertThat(times).containsExactly(0L);
        assertThat(skipped()).isEqualTo(2);
        pending.get(0).complete("value");
        system.stage.advance(Duration.ofMillis(100));
        assertThat(times).containsExactly(0L, 300L);
        assertThat(skipped()).isEqualTo(2);
    }

    @Test
    void ticks_that_come_while_another_turn_is_in_hand_are_one_iteration() {
        open(actor("A").work("other", () -> system.stage.block(Duration.ofMillis(320)))
                .schedule(Schedule.every(Duration.ofHours(1)), Duration.ofMillis(50)).work("tick", this::note).every(TICK));
        system.boot();
        system.stage.advance(Duration.ofMillis(550));
        assertThat(times).containsExactly(0L, 370L, 400L, 500L);
        assertThat(skipped()).isEqualTo(2);
    }

    @Test
    void a_pause_stops_the_ticks_at_once_and_counts_them() {
        open(ticking(Duration.ofMillis(30)));
        system.boot();
        system.stage.advance(Duration.ofMillis(210));
        Call pause = system.pause("A");
        assertThat(pause.message()).isEqualTo("done");
        system.stage.advance(Duration.ofMillis(440));
        assertThat(times).as("the iteration in hand ends, no other begins").containsExactly(multiples(0, 2));
        assertThat(skipped()).isEqualTo(4);
        system.resume("A");
        assertThat(times).as("what was missed is not made up for").hasSize(3);
        system.stage.advance(Duration.ofMillis(200));
        assertThat(times).containsExactly(0L, 100L, 200L, 700L, 800L);
        assertThat(skipped()).isEqualTo(4);
    }

    @Test
    void an_iteration_waits_for_room_downstream_and_ticks_are_skipped_meanwhile() {
        int[] value = { 0 };
        open(actor("A").source("tick", () -> ++value[0]).every(TICK),
                actor("B").requires("A").sink("sink", from("A", "tick", 2), consumed::add));
        system.boot();
        system.stage.advance(Duration.ofMillis(150));
        assertThat(consumed).containsExactly(1, 2);
        system.pause("B");
        system.stage.advance(Duration.ofMillis(500));
        assertThat(value[0]).as("as much as there is room for").isEqualTo(4);
        assertThat(skipped()).as("the first without room waits").isEqualTo(2);
        system.resume("B");
        assertThat(consumed).containsExactly(1, 2, 3, 4, 5);
        system.stage.advance(Duration.ofMillis(100));
        assertThat(consumed).hasSize(6);
        assertThat(skipped()).isEqualTo(2);
    }

    @Test
    void a_schedule_without_ticks_never_calls() {
        open(actor("A").work("tick", this::note).schedule(Schedule.NEVER, Duration.ZERO));
        system.boot();
        system.stage.advance(Duration.ofDays(400));
        assertThat(times).isEmpty();
        assertThat(system.stop("A").message()).isEqualTo("done");
    }

    @Test
    void a_cron_expression_ticks_by_the_clock() {
        open(actor("A").work("tick", this::note).schedule(Schedule.cron("5/20 * * * * ?", java.time.ZoneOffset.UTC),
                Duration.ofSeconds(10)));
        system.boot();
        system.stage.advance(Duration.ofSeconds(66));
        assertThat(times).containsExactly(25_000L, 45_000L, 65_000L);
    }

    @Test
    void a_stop_waits_for_the_iteration_in_hand() {
        open(ticking(Duration.ofMillis(950)));
        system.boot();
        system.stage.advance(Duration.ofMillis(10));
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofMillis(939));
        assertThat(stop.isDone()).isFalse();
        system.stage.advance(Duration.ofMillis(1));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(skipped()).as("a tick that comes during the stop is none").isZero();
        system.stage.advance(Duration.ofSeconds(10));
        assertThat(times).containsExactly(0L);
    }

    @Test
    void a_stop_cancels_an_iteration_that_takes_too_long() {
        open(ticking(Duration.ofMinutes(5)));
        system.boot();
        Call stop = system.stop("A");
        system.stage.advance(Duration.ofMillis(999));
        assertThat(stop.isDone()).isFalse();
        system.stage.advance(Duration.ofMillis(1));
        assertThat(stop.message()).isEqualTo("done");
        assertThat(system.task("A", "tick").failed()).isZero();
    }

    @Test
    void success_ends_it() {
        open(actor("A").source("tick", () -> {
            note();
            return times.size() == 3 ? TaskResult.success("last") : times.size();
        }).every(TICK), actor("B").requires("A").sink("sink", from("A", "tick"), consumed::add));
        system.boot();
        system.stage.advance(Duration.ofSeconds(10));
        assertThat(times).containsExactly(multiples(0, 2));
        assertThat(consumed).containsExactly(1, 2, "last");
        assertThat(system.task("A", "tick").state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(system.task("B", "sink").state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void a_failure_ends_it() {
        open(actor("A").work("tick", () -> {
            note();
            throw new IllegalStateException("broken");
        }).every(TICK));
        system.boot();
        system.stage.advance(Duration.ofSeconds(1));
        assertThat(times).containsExactly(0L);
        assertThat(system.task("A", "tick").state()).isEqualTo(TaskState.CRASHED);
        assertThat(system.log().errors()).containsExactly("A#tick failed and does not run any more");
    }

    @Test
    void one_that_has_nothing_keeps_its_rate() {
        open(actor("A").source("tick", () -> {
            note();
            return null;
        }).every(TICK));
        system.boot();
        system.stage.advance(Duration.ofMillis(1050));
        assertThat(times).containsExactly(multiples(0, 10));
        assertThat(skipped()).isEqualTo(11);
    }

    @Test
    void a_repetition_belongs_to_the_iteration_of_its_tick() {
        open(actor("A").source("tick", () -> {
            note();
            return times.size() == 2 ? TaskResult.retry(Duration.ofMillis(250))
                    : times.size() == 3 ? TaskResult.retry() : TaskResult.proceed();
        }).every(TICK));
        system.boot();
        system.stage.advance(Duration.ofMillis(510));
        assertThat(times).containsExactly(0L, 100L, 350L, 350L, 400L, 500L);
        assertThat(skipped()).isEqualTo(2);
        assertThat(system.task("A", "tick").retried()).isEqualTo(2);
        assertThat(system.task("A", "tick").iterations()).isEqualTo(6);
    }

    @Test
    void start_and_restart_begin_the_schedule_anew() {
        open(ticking(Duration.ZERO));
        system.boot();
        system.stage.advance(Duration.ofMillis(130));
        system.restart("A");
        system.stage.advance(Duration.ofMillis(110));
        assertThat(times).containsExactly(0L, 100L, 130L, 230L);
        system.stop("A");
        system.stage.advance(Duration.ofMillis(100));
        system.start("A");
        system.stage.advance(Duration.ofMillis(110));
        assertThat(times).containsExactly(0L, 100L, 130L, 230L, 340L, 440L);
        assertThat(skipped()).isZero();
    }

    @Test
    void it_does_not_count_for_completion() {
        open(ticking(Duration.ZERO), actor("B").work("tick", this::note).every(TICK).source("once", TaskResult::success));
        Call all = Call.of(system.actors.completion());
        system.boot();
        assertThat(all.message()).isEqualTo("done");
    }

    @Test
    void ten_thousand_cost_what_their_ticks_cost() {
        int count = 10_000;
        int[] iterations = { 0 };
        open(IntStream.range(0, count).mapToObj(i -> actor("A" + i).work("tick", () -> iterations[0]++).every(TICK))
                .toArray(TestActor[]::new));
        system.boot();
        assertThat(iterations[0]).isEqualTo(count);
        system.stage.advance(Duration.ofMillis(50));
        assertThat(system.stage.timers()).as("one timer each, and the watches over the lanes").isBetween(count, count + 2);
        long steps = system.stage.steps();
        system.stage.advance(TICK);
        assertThat(iterations[0]).isEqualTo(2 * count);
        assertThat((system.stage.steps() - steps) / (double) count).as("the timer, and seldom a thread").isLessThan(2.5);
        steps = system.stage.steps();
        system.stage.advance(Duration.ofMillis(40));
        assertThat(system.stage.steps() - steps).as("between ticks").isLessThan(200);
    }
}
