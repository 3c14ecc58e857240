package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.Stage.Hang;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.turn.ThreadStack;

/** Actors that have less time to stop than all together. */
class OwnShutdownTimeoutTest extends SystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final List<Object> consumed = new ArrayList<>();
    private Hang hang;

    private Call shutdown(TestActor... actors) {
        open(actors);
        hang = system.stage.hang();
        system.boot();
        system.stage.advance(Duration.ofMillis(10));
        return system.shutdown();
    }

    private void pass(int seconds) {
        system.stage.advance(Duration.ofSeconds(seconds));
    }

    private static StackTraceElement[] stack(Throwable failure) {
        assertThat(failure.getCause()).isInstanceOf(ThreadStack.class);
        return failure.getCause().getStackTrace();
    }

    /** Emits a few numbers, then hangs whatever interrupts it. */
    private TestActor hangs() {
        int[] next = { 0 };
        return actor("A").source("numbers", () -> {
            if (next[0] == 3) {
                hang.run();
            }
            return next[0]++;
        });
    }

    private TestActor consumer() {
        return actor("B").requires("A").sink("sink", from("A", "numbers"), item -> {
            try {
                system.stage.block(Duration.ofMillis(600));
            } catch (InterruptedException cut) {
                throw new IllegalStateException(cut);
            }
            consumed.add(item);
        });
    }

    @Test
    void a_source_that_hangs_is_given_up_and_its_consumers_drain_without_blame() {
        Call shutdown = shutdown(hangs().stopsWithin(LIMIT), consumer());
        pass(5);
        assertThat(system.paths("A", "B")).containsOnly("stopping");
        pass(2);
        assertThat(shutdown.message()).isEqualTo("A did not stop within 8s: held by A#numbers");
        assertThat(stack(shutdown.failure())).anyMatch(frame -> frame.getClassName().contains("OwnShutdownTimeoutTest"));
        assertThat(shutdown.failure().getSuppressed()).isEmpty();
        assertThat(system.paths("A", "B")).containsExactly("crashed", "stopped");
        assertThat(consumed).containsExactly(0, 1, 2);
        assertThat(system.log().errors()).containsExactly("A did not stop within 8s: held by A#numbers",
                "A#numbers did not end although it was interrupted: it is left behind");
        hang.release();
    }

    @Test
    void the_time_of_a_consumer_runs_when_its_producers_have_ended() {
        Call shutdown = shutdown(actor("A").source("numbers", () -> {
            hang.run();
            return 0;
        }), consumer().stopsWithin(Duration.ofSeconds(2)));
        pass(10);
        assertThat(system.paths("A", "B")).containsOnly("stopping");
        assertThat(shutdown.isDone()).isFalse();
        hang.release();
        pass(1);
        assertThat(shutdown.message()).isEqualTo("done");
        assertThat(consumed).containsExactly(0);
        assertThat(system.paths("A", "B")).containsOnly("stopped");
        assertThat(system.stage.timers()).as("but for the watch of lanes").isLessThanOrEqualTo(2);
    }

    @Test
    void a_release_that_hangs_is_given_up() {
        Call shutdown = shutdown(actor("A").resource("r", () -> (AutoCloseable) () -> hang.run()).stopsWithin(LIMIT),
                actor("B").resource("r", visible("b")));
        pass(7);
        assertThat(shutdown.isDone()).isFalse();
        pass(1);
        assertThat(shutdown.message()).isEqualTo("A did not stop within 8s: held by the release of A#r");
        assertThat(stack(shutdown.failure())).anyMatch(frame -> frame.getClassName().contains("OwnShutdownTimeoutTest"));
        assertThat(system.paths("A", "B")).containsExactly("crashed", "stopped");
        hang.release();
    }

    @Test
    void the_time_of_all_is_the_most() {
        Call shutdown = shutdown(hangs().stopsWithin(Duration.ofHours(1)), consumer());
        pass(14);
        assertThat(shutdown.isDone()).isFalse();
        pass(6);
        assertThat(shutdown.message()).isEqualTo("A did not stop within 20s: held by A#numbers");
        assertThat(system.paths("A", "B")).containsExactly("crashed", "stopped");
        hang.release();
    }

    @Test
    void who_stops_in_time_pays_nothing() {
        Call shutdown = shutdown(actor("A").work("work", () -> system.stage.block(Duration.ofMillis(100)))
                .stopsWithin(Duration.ofSeconds(1)).resource("r", visible("a")));
        pass(1);
        assertThat(shutdown.message()).isEqualTo("done");
        assertThat(seen).containsExactly("+a", "-a");
        pass(30);
        assertThat(system.log().messages()).isEmpty();
        assertThat(system.stage.timers()).isZero();
    }
}
