package io.quarkiverse.actors.runtime.kill;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.SystemTest;

/** What listens to the actors, such as health and metrics, cannot do them any harm. */
class ThrowingListenersTest extends SystemTest {

    private final List<Object> heard = new ArrayList<>();

    private static void fail(Object ignored) {
        throw new IllegalStateException("bad listener");
    }

    @Test
    void whoever_listens_and_throws_hurts_nobody() {
        int[] next = { 0 };
        open(actor("A").source("numbers", () -> next[0] == 3 ? TaskResult.success() : next[0]++),
                actor("B").requires("A").sink("sink", from("A", "numbers"), item -> {
                    throw new IllegalStateException("bad item");
                }).resource("r", visible("r"))
                        .supervised(Supervision.DEFAULT.withStrategy(SupervisionStrategy.RESUME)));
        system.actors.addListener(ThrowingListenersTest::fail);
        system.actors.addTaskListener(ThrowingListenersTest::fail);
        system.actors.addDeadLetterListener(ThrowingListenersTest::fail);
        system.actors.addListener(heard::add);
        system.actors.addTaskListener(heard::add);
        system.actors.addDeadLetterListener(heard::add);

        assertThat(system.boot().message()).isEqualTo("done");
        system.stage.advance(Duration.ofSeconds(10));
        assertThat(system.pause("B").message()).isEqualTo("done");
        assertThat(system.resume("B").message()).isEqualTo("done");
        assertThat(system.restart("B").message()).isEqualTo("done");
        assertThat(system.paths("A", "B")).containsOnly(Fault.HEALTHY);
        assertThat(system.shutdown().message()).isEqualTo("done");
        assertThat(seen).containsExactly("+r", "-r", "+r", "-r");
        assertThat(heard).as("those who come after").isNotEmpty()
                .filteredOn(event -> event instanceof DeadLetter).hasSize(3);
        assertThat(system.log().errors()).anyMatch(message -> message.startsWith("A listener failed: DeadLetter[actor=B"));
    }
}
