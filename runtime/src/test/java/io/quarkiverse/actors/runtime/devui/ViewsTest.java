package io.quarkiverse.actors.runtime.devui;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor.Action;

/** What the Dev UI shows of an actor. */
class ViewsTest extends SystemTest {

    /** Which task fails next. */
    private String failing;

    @Test
    void showsTheLatestFailureOfTheTasks() {
        open(actor("Reader")
                .work("first", failing("first")).every(Duration.ofMinutes(1)).supervised(Supervision.DEFAULT)
                .work("second", failing("second")).every(Duration.ofMinutes(1)).supervised(Supervision.DEFAULT));
        system.boot();
        assertThat(failure()).isNull();

        for (String next : List.of("first", "second", "first")) {
            failing = next;
            system.stage.advance(Duration.ofMinutes(1));
            assertThat(failure()).isEqualTo("java.lang.IllegalStateException: " + next);
        }
    }

    private Action failing(String task) {
        return () -> {
            if (task.equals(failing)) {
                failing = null;
                throw new IllegalStateException(task);
            }
        };
    }

    private String failure() {
        return Views.of(system.actors).actors().get(0).failure();
    }
}
