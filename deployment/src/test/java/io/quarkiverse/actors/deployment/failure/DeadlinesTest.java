package io.quarkiverse.actors.deployment.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.QuarkusUnitTest;

/** A task that hangs: its actor is unhealthy, and has a time of its own to stop. */
class DeadlinesTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Stubborn.class, Waiting.class))
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Stubborn\".task.\"hang\".stall-timeout", "200ms")
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Stubborn\".shutdown-timeout", "1s")
            .overrideRuntimeConfigKey("quarkus.actors.cancel-after", "10ms")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.actors")
                    && record.getLevel().intValue() >= Level.SEVERE.intValue() && record.getThrown() != null)
            .assertLogRecords(records -> assertThat(records).hasSizeGreaterThanOrEqualTo(3).allSatisfy(
                    record -> assertThat(Arrays.stream(record.getThrown().getStackTrace()))
                            .anyMatch(frame -> frame.getClassName().endsWith("DeadlinesTest$Stubborn")
                                    && frame.getMethodName().equals("hang"))));

    @Inject
    Event<ShutdownEvent> shutdown;

    @Inject
    ActorRef<Stubborn> stubborn;

    @Inject
    ActorRef<Waiting> waiting;

    @Test
    void hold() {
        await().until(() -> stubborn.state() == ActorState.UNHEALTHY);
        long begun = System.nanoTime();
        shutdown.fire(new ShutdownEvent());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(stubborn.state()).isEqualTo(ActorState.CRASHED);
        assertThat(waiting.state()).as("it only waited").isEqualTo(ActorState.STOPPED);
        Stubborn.END.countDown();
    }

    @Actor
    static class Stubborn {

        static final CountDownLatch END = new CountDownLatch(1);

        @Task(stallTimeout = "1h")
        int hang() {
            for (;;) {
                try {
                    END.await();
                    return 1;
                } catch (InterruptedException ignored) {
                    // stubborn
                }
            }
        }
    }

    @Actor
    static class Waiting {

        @Inject
        Stubborn stubborn;

        @Task
        @ConsumeFrom(Stubborn.class)
        void take(int number) {
            // never
        }
    }
}
