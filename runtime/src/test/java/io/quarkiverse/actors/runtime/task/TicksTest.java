package io.quarkiverse.actors.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schedules where timers and clocks are not what they should be. */
class TicksTest {

    private final TaskFixture fixture = new TaskFixture();
    private final List<Instant> times = new ArrayList<>();
    private Duration clockIsAhead = Duration.ZERO;
    /** For how long no timer was served. */
    private Duration stalled = Duration.ZERO;

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A clock that can be set. */
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return Instant.EPOCH.plus(fixture.stage.now()).plus(clockIsAhead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private Task task(Schedule schedule) {
        return fixture.periodic("tick", schedule, clock, () -> fixture.stage.now().plus(stalled).toNanos(), (actor, none) -> {
            times.add(clock.instant().plus(stalled));
            return null;
        });
    }

    @Test
    void ticks_that_went_by_because_the_timer_was_late_are_counted() {
        Task task = task(Schedule.every(Duration.ofMillis(100)));
        fixture.start(task);
        stalled = Duration.ofMillis(1250);
        fixture.stage.advance(Duration.ofMillis(200));
        assertThat(times).extracting(Instant::toEpochMilli).containsExactly(0L, 1350L, 1400L);
        assertThat(task.snapshot().skipped()).isEqualTo(12);
    }

    @Test
    void a_timer_that_is_early_by_the_clock_makes_no_tick() {
        Task task = task(Schedule.cron("30 * * * * ?", ZoneOffset.UTC));
        fixture.start(task);
        clockIsAhead = Duration.ofMillis(-20);
        fixture.stage.advance(Duration.ofSeconds(31));
        assertThat(times).containsExactly(Instant.ofEpochSecond(30));
        fixture.stage.advance(Duration.ofSeconds(60));
        assertThat(times).containsExactly(Instant.ofEpochSecond(30), Instant.ofEpochSecond(90));
        assertThat(task.snapshot().skipped()).isZero();
    }

    @Test
    void a_clock_that_is_set_forward_is_noticed_within_a_minute() {
        Task task = task(Schedule.cron("0 0 12 * * ?", ZoneOffset.UTC));
        fixture.start(task);
        clockIsAhead = Duration.ofHours(12);
        fixture.stage.advance(Duration.ofSeconds(61));
        assertThat(times).containsExactly(Instant.ofEpochSecond(12 * 3600 + 60));
        assertThat(task.snapshot().skipped()).isZero();
    }

    @Test
    void a_clock_that_is_set_far_forward_is_caught_up_with() {
        Task task = task(Schedule.cron("* * * * * ?", ZoneOffset.UTC));
        fixture.start(task);
        clockIsAhead = Duration.ofDays(3650);
        fixture.stage.advance(Duration.ofSeconds(3));
        assertThat(times).hasSize(4);
        assertThat(task.snapshot().skipped()).as("no more than could have been missed").isEqualTo(1_000);
    }

    @Test
    void a_clock_that_is_set_back_repeats_no_tick() {
        Task task = task(Schedule.cron("0/10 * * * * ?", ZoneOffset.UTC));
        fixture.start(task);
        fixture.stage.advance(Duration.ofSeconds(25));
        clockIsAhead = Duration.ofSeconds(-15);
        fixture.stage.advance(Duration.ofSeconds(30));
        assertThat(times).extracting(Instant::getEpochSecond).containsExactly(0L, 10L, 20L, 30L, 40L);
    }

    @Test
    void a_schedule_that_has_ended_sets_no_timer() {
        Task task = task(Schedule.every(Duration.ofMillis(100)));
        fixture.start(task);
        fixture.stage.advance(Duration.ofMillis(120));
        fixture.stop(task);
        fixture.stage.advance(Duration.ofSeconds(5));
        assertThat(fixture.stage.timers()).isZero();
        assertThat(times).hasSize(2);
    }
}
