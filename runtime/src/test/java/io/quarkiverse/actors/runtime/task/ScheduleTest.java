package io.quarkiverse.actors.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static List<String> ticks(Schedule schedule, String begin, int count) {
        long first = schedule.first(schedule.now(0, Clock.fixed(Instant.parse(begin), ZoneOffset.UTC)));
        return LongStream.iterate(first, schedule::next).limit(count).mapToObj(Instant.EPOCH::plusNanos).map(Instant::toString)
                .toList();
    }

    @Test
    void an_interval_ticks_from_its_begin_on() {
        Schedule schedule = Schedule.every(Duration.ofMillis(1500));
        assertThat(schedule.first(7)).isZero();
        assertThat(schedule.next(0)).isEqualTo(1_500_000_000L);
        assertThat(schedule.next(1_500_000_000L)).isEqualTo(3_000_000_000L);
        assertThat(schedule.next(1_499_999_999L)).isEqualTo(1_500_000_000L);
        assertThat(schedule.count(1_500_000_000L, 6_000_000_000L)).isEqualTo(3);
        assertThat(schedule.count(1_500_000_001L, 5_999_999_999L)).isEqualTo(2);
        assertThat(schedule.now(42, Clock.systemUTC())).isEqualTo(42);
    }

    @Test
    void an_interval_is_positive() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.every(Duration.ZERO))
                .withMessage("The interval of a periodic task is not positive: PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.every(Duration.ofSeconds(-1)))
                .withMessage("The interval of a periodic task is not positive: PT-1S");
    }

    @Test
    void a_cron_expression_is_in_the_dialect_of_quartz() {
        assertThat(ticks(Schedule.cron("0 15 10 ? * MON-FRI", ZoneOffset.UTC), "2026-01-02T10:15:00.000000001Z", 3))
                .containsExactly("2026-01-05T10:15:00Z", "2026-01-06T10:15:00Z", "2026-01-07T10:15:00Z");
    }

    @Test
    void a_cron_schedule_that_begins_at_a_tick_has_it() {
        assertThat(ticks(Schedule.cron("0/30 * * * * ?", ZoneOffset.UTC), "2026-01-01T00:00:30Z", 2))
                .containsExactly("2026-01-01T00:00:30Z", "2026-01-01T00:01:00Z");
    }

    @Test
    void a_cron_expression_is_meant_in_its_time_zone() {
        Schedule schedule = Schedule.cron("0 0 12 * * ?", ZoneId.of("Europe/Vienna"));
        assertThat(ticks(schedule, "2026-03-27T12:00:00Z", 3)).as("summer time begins on the 29th")
                .containsExactly("2026-03-28T11:00:00Z", "2026-03-29T10:00:00Z", "2026-03-30T10:00:00Z");
    }

    @Test
    void ticks_of_a_cron_expression_are_counted() {
        Schedule schedule = Schedule.cron("0/10 * * * * ?", ZoneOffset.UTC);
        assertThat(schedule.count(0, Duration.ofSeconds(30).toNanos())).isEqualTo(3);
        assertThat(schedule.count(1, Duration.ofSeconds(30).toNanos() - 1)).isEqualTo(2);
    }

    @Test
    void a_cron_expression_may_come_to_its_end() {
        Schedule schedule = Schedule.cron("0 0 0 1 1 ? 2027", ZoneOffset.UTC);
        long only = schedule.first(schedule.now(0, Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC)));
        assertThat(Instant.EPOCH.plus(only, ChronoUnit.NANOS)).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(schedule.next(only)).isEqualTo(Schedule.NO_TICK);
    }

    @Test
    void a_malformed_cron_expression_is_refused_with_the_reason() {
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.cron("0 0 25 * * ?", ZoneOffset.UTC))
                .withMessage("Failed to parse cron expression. Value 25 not in range [0, 23]");
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.cron("every day", ZoneOffset.UTC))
                .withMessage("Cron expression contains 2 parts but we expect one of [6, 7]");
    }
}
