package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;

/** Actors with tasks of which several iterations are in progress at the same time. */
class ConcurrencyTest extends SystemTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private int sent;

    @Test
    void noneOfThemHoldsTheTurn() {
        open(numbers(4),
                actor("Head").requires("Numbers").sink("slow", from("Numbers", "numbers"), item -> block("slow " + item))
                        .with(concurrent(4), settings -> settings)
                        .sink("quick", from("Numbers", "numbers"), item -> seen.add("quick " + item)));
        system.boot();
        assertThat(seen).containsExactly("quick 1", "quick 2", "quick 3", "quick 4");

        system.stage.advance(SECOND.multipliedBy(2));
        assertThat(seen).contains("slow 1", "slow 2", "slow 3", "slow 4");
    }

    @Test
    void aStopWaitsForAllOfThem() {
        open(numbers(8), actor("Head").requires("Numbers").resource("file", visible("file"))
                .sink("slow", from("Numbers", "numbers"), item -> block("slow " + item))
                .with(concurrent(4), settings -> settings));
        system.boot();
        Call stop = system.stop("Head");
        assertThat(stop.isDone()).isFalse();
        system.stage.advance(SECOND.multipliedBy(3));

        assertThat(stop.hasSucceeded()).isTrue();
        assertThat(seen).hasSize(10).contains("slow 8").endsWith("-file");
    }

    @Test
    void aRestartWaitsForAllOfThemAndRepeatsWhatItHasInterrupted() {
        open(numbers(2), actor("Head").requires("Numbers").resource("file", visible("file"))
                .sink("slow", from("Numbers", "numbers"), item -> block("slow " + item, SECOND.multipliedBy((int) item)))
                .with(concurrent(2), settings -> settings));
        system.boot();
        system.stage.advance(SECOND.dividedBy(2));
        Call restart = system.restart("Head");
        system.stage.advance(SECOND);
        assertThat(seen).as("the second is interrupted").containsExactly("+file", "slow 1", "-file", "+file");
        assertThat(restart.hasSucceeded()).isTrue();

        system.stage.advance(SECOND.multipliedBy(3));
        assertThat(seen).containsExactly("+file", "slow 1", "-file", "+file", "slow 2");
    }

    private TestActor numbers(int count) {
        return actor("Numbers").source("numbers", () -> sent == count ? TaskResult.success() : ++sent);
    }

    private static UnaryOperator<TaskModel> concurrent(int concurrency) {
        return task -> new TaskModel(task.name(), task.method(), task.inputs(), task.schedule(), task.whileIn(),
                task.substate(), concurrency,
                task.timeout(), task.stallTimeout(), task.supervision());
    }

    private void block(String what) {
        block(what, SECOND);
    }

    private void block(String what, Duration duration) {
        try {
            system.stage.block(duration);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        seen.add(what);
    }
}
