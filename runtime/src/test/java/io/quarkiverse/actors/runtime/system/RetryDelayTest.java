package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.testing.SystemTest;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.smallrye.mutiny.Uni;

/** The delay of a retry, when it is long and when the actor stops. */
class RetryDelayTest extends SystemTest {

    private static TestActor numbers(int count) {
        Iterator<Integer> numbers = IntStream.rangeClosed(1, count).iterator();
        return actor("P").source("source", () -> numbers.hasNext() ? numbers.next() : null);
    }

    @Test
    void a_delay_that_nanoseconds_cannot_count_is_a_long_one() {
        open(actor("A").source("task", () -> TaskResult.retry(ChronoUnit.FOREVER.getDuration())));
        system.boot();
        assertThat(system.task("A", "task").state()).isEqualTo(TaskState.RETRYING);
        assertThat(system.stop("A").hasSucceeded()).isTrue();
    }

    @Test
    void a_concurrent_consumer_that_drains_waits_for_a_delay_that_it_asks_for() {
        int[] calls = { 0 };
        open(numbers(1), actor("C").requires("P").asyncSink("sink", from("P", "source"),
                item -> Uni.createFrom()
                        .item(++calls[0] > 1000 ? TaskResult.proceed() : TaskResult.retry(Duration.ofSeconds(1))))
                .concurrent(2));
        system.boot();
        system.stage.advance(Duration.ofMillis(10));
        int before = calls[0];
        system.stop("C");
        assertThat(calls[0] - before).as("calls within no time at all").isLessThan(5);
    }
}
