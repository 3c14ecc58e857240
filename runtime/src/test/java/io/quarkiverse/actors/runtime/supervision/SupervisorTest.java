package io.quarkiverse.actors.runtime.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.runtime.supervision.Verdict.Action;

class SupervisorTest {

    private long now;
    private double random = 0.5;
    private final Supervisor supervisor = new Supervisor(() -> now, () -> random);

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void delays_double_up_to_the_longest() {
        List<Long> delays = IntStream.rangeClosed(1, 11).mapToObj(n -> Supervision.DEFAULT.delay(n).toMillis()).toList();
        assertThat(delays).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12800L, 25600L, 30000L, 30000L);
        assertThat(Supervision.DEFAULT.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Supervision.DEFAULT.withBackoff(Duration.ZERO, Duration.ZERO, 0).delay(1_000_000)).isZero();
    }

    @Test
    void jitter_moves_a_delay_by_a_part_of_itself() {
        assertThat(Supervision.DEFAULT.delay(1, 0)).isEqualTo(millis(80));
        assertThat(Supervision.DEFAULT.delay(1, 0.5)).isEqualTo(millis(100));
        assertThat(Supervision.DEFAULT.delay(1, 1)).isEqualTo(millis(120));
    }

    @Test
    void an_item_is_attempted_again_before_it_is_given_up_and_only_that_spends_a_restart() {
        Supervisor.Row row = supervisor.supervise(Supervision.DEFAULT.withBudget(1, Duration.ofMinutes(1)));
        assertThat(row.failed(true, 1)).isEqualTo(new Verdict(Action.GO_ON, false, millis(100)));
        assertThat(row.failed(true, 2)).isEqualTo(new Verdict(Action.GO_ON, false, millis(200)));
        assertThat(row.failed(true, 3)).isEqualTo(new Verdict(Action.GO_ON, true, millis(400)));
        assertThat(row.failed(true, 1)).isEqualTo(new Verdict(Action.GO_ON, false, millis(800)));
        assertThat(row.failed(true, 3)).isEqualTo(new Verdict(Action.CRASH, true, Duration.ZERO));
    }

    @Test
    void a_failure_without_an_item_spends_a_restart() {
        Supervisor.Row row = supervisor.supervise(Supervision.DEFAULT);
        for (int i = 0; i < 5; i++) {
            assertThat(row.failed(false, 0).action()).isEqualTo(Action.GO_ON);
        }
        assertThat(row.failed(false, 0)).isEqualTo(new Verdict(Action.CRASH, false, Duration.ZERO));
    }

    @Test
    void the_budget_is_that_of_the_actor_and_its_window_slides() {
        Supervision two = Supervision.DEFAULT.withBudget(2, Duration.ofSeconds(10));
        Supervisor.Row one = supervisor.supervise(two);
        Supervisor.Row other = supervisor.supervise(two);
        one.failed(false, 0);
        pass(Duration.ofSeconds(6));
        assertThat(other.failed(false, 0).action()).isEqualTo(Action.GO_ON);
        assertThat(one.failed(false, 0).action()).isEqualTo(Action.CRASH);
        pass(Duration.ofSeconds(4));
        assertThat(one.failed(false, 0).action()).as("the first is ten seconds old").isEqualTo(Action.GO_ON);
        assertThat(other.failed(false, 0).action()).isEqualTo(Action.CRASH);
        supervisor.reset();
        assertThat(other.failed(false, 0).action()).isEqualTo(Action.GO_ON);
    }

    @Test
    void without_a_limit_the_budget_is_never_spent() {
        Supervisor.Row row = supervisor.supervise(Supervision.DEFAULT.withBudget(-1, Duration.ofMinutes(1)));
        for (int i = 0; i < 1000; i++) {
            assertThat(row.failed(false, 0).action()).isEqualTo(Action.GO_ON);
        }
    }

    @Test
    void delays_begin_anew_after_a_quiet_window() {
        Supervisor.Row row = supervisor.supervise(Supervision.DEFAULT);
        row.failed(true, 1);
        assertThat(row.failed(true, 1).delay()).isEqualTo(millis(200));
        pass(Duration.ofMinutes(1));
        assertThat(row.failed(true, 1).delay()).isEqualTo(millis(100));
    }

    @Test
    void resume_gives_the_item_up_at_once_and_spends_nothing() {
        Supervisor.Row row = supervisor.supervise(
                Supervision.DEFAULT.withStrategy(SupervisionStrategy.RESUME).withBudget(0, Duration.ofMinutes(1)));
        assertThat(row.failed(true, 1)).isEqualTo(new Verdict(Action.GO_ON, true, Duration.ZERO));
        assertThat(row.failed(false, 0)).isEqualTo(new Verdict(Action.GO_ON, false, millis(200)));
    }

    @Test
    void stop_gives_the_item_up() {
        Supervisor.Row row = supervisor.supervise(Supervision.DEFAULT.withStrategy(SupervisionStrategy.STOP));
        assertThat(row.failed(true, 1)).isEqualTo(new Verdict(Action.STOP, true, Duration.ZERO));
        assertThat(row.failed(false, 0)).isEqualTo(new Verdict(Action.STOP, false, Duration.ZERO));
    }

    @Test
    void restart_of_the_actor_follows_the_rules_of_restart_of_the_task() {
        Supervisor.Row row = supervisor.supervise(Supervision.DEFAULT.withStrategy(SupervisionStrategy.RESTART_ACTOR));
        assertThat(row.failed(true, 1)).isEqualTo(new Verdict(Action.RESTART_ACTOR, false, millis(100)));
        assertThat(row.failed(true, 3)).isEqualTo(new Verdict(Action.RESTART_ACTOR, true, millis(200)));
    }
}
