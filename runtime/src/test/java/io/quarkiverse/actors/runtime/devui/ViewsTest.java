package io.quarkiverse.actors.runtime.devui;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor.Action;

/** What the Dev UI shows of an actor. */
class ViewsTest extends SystemTest {

    @Test
    void showsTheLatestFailureOfTheTasks() {
        open(actor("Reader")
                .work("first", failing("first")).every(Duration.ofMinutes(3)).supervised(Supervision.DEFAULT)
                .work("second", failing("second")).every(Duration.ofMinutes(4)).supervised(Supervision.DEFAULT));
        system.boot();

        system.stage.advance(Duration.ofMinutes(3));
        assertThat(failure()).isEqualTo("java.lang.IllegalStateException: first");
        system.stage.advance(Duration.ofMinutes(1));
        assertThat(failure()).isEqualTo("java.lang.IllegalStateException: second");
        system.stage.advance(Duration.ofMinutes(2));
        assertThat(failure()).isEqualTo("java.lang.IllegalStateException: first");
    }

    private static Action failing(String task) {
        return () -> {
            throw new IllegalStateException(task);
        };
    }

    private String failure() {
        return Views.of(system.actors).actors().get(0).failure();
    }
}
