package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Task;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.QuarkusUnitTest;

class ShutdownTimeoutTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Stubborn.class, Gentle.class))
            .overrideRuntimeConfigKey("quarkus.actors.shutdown-timeout", "2s")
            .overrideRuntimeConfigKey("quarkus.actors.cancel-after", "10ms")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.actors")
                    && record.getLevel().intValue() >= Level.SEVERE.intValue()
                    && record.getMessage().startsWith("ACTORS00003"))
            .assertLogRecords(records -> assertThat(records).singleElement()
                    .satisfies(record -> assertThat(((ExtLogRecord) record).getFormattedMessage())
                            .matches("ACTORS00003: 2 actors stopped in [0-9.]+s, but: "
                                    + "Stubborn did not stop within 2s: held by Stubborn#work")));

    @Inject
    Event<ShutdownEvent> shutdown;

    @Inject
    ActorRef<Stubborn> stubborn;

    @Inject
    ActorRef<Gentle> gentle;

    @Test
    void isSaidWithWhoHeldTheStop() throws InterruptedException {
        assertThat(Stubborn.BEGUN.await(10, TimeUnit.SECONDS)).isTrue();
        long begun = System.nanoTime();
        shutdown.fire(new ShutdownEvent());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(stubborn.state()).isEqualTo(ActorState.CRASHED);
        assertThat(gentle.state()).isEqualTo(ActorState.STOPPED);
        assertThatThrownBy(() -> gentle.start().await().atMost(Duration.ofSeconds(5)))
                .isExactlyInstanceOf(ActorException.class)
                .hasMessage("The start of Gentle was refused: the application is stopping");
        Stubborn.END.countDown();
    }

    @Actor
    static class Stubborn {

        static final CountDownLatch BEGUN = new CountDownLatch(1);
        static final CountDownLatch END = new CountDownLatch(1);

        @Task
        void work() {
            BEGUN.countDown();
            for (;;) {
                try {
                    END.await();
                    return;
                } catch (InterruptedException ignored) {
                    // stubborn
                }
            }
        }
    }

    @Actor
    static class Gentle {
    }
}
