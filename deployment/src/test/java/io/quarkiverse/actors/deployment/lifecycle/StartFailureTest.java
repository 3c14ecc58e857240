package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Resource;
import io.quarkus.test.QuarkusUnitTest;

class StartFailureTest {

    private static final String LINE = System.lineSeparator() + "- ";

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(
                    root -> root.addClasses(Broken.class, Dependent.class, Hooked.class, Sound.class, PerKey.class))
            .setLogRecordPredicate(record -> record.getLoggerName().endsWith("StartFailureTest")
                    || record.getLoggerName().startsWith("io.quarkiverse.actors")
                            && record.getLevel().intValue() < Level.SEVERE.intValue())
            // what had started was stopped again, without a word about a start or stop of all
            .assertLogRecords(records -> assertThat(records).extracting(LogRecord::getMessage)
                    .containsExactly("open", "close"))
            .assertException(failure -> assertThat(failure).isExactlyInstanceOf(ActorException.class)
                    .hasMessage("The actors did not start:"
                            + LINE + "Broken: Broken#disk could not be acquired: java.io.IOException: disk full"
                            + " (and so not Dependent)"
                            + LINE + "Hooked: Hooked#prepare, @OnEnter(TASKS_STARTED) failed:"
                            + " java.lang.IllegalStateException: not prepared")
                    .hasRootCauseInstanceOf(IOException.class));

    @Test
    void doesNotStart() {
        fail("The application should not have started");
    }

    @Actor(keyed = true)
    static class PerKey {
    }

    @Actor
    static class Broken {

        @Resource
        AutoCloseable disk() throws IOException {
            throw new IOException("disk full");
        }
    }

    @Actor
    static class Dependent {

        @Inject
        Broken broken;
    }

    @Actor
    static class Hooked {

        @OnEnter(ActorState.TASKS_STARTED)
        void prepare() {
            throw new IllegalStateException("not prepared");
        }
    }

    @Actor
    static class Sound {

        private static final Logger LOG = Logger.getLogger(StartFailureTest.class.getSimpleName());

        @Resource
        AutoCloseable file() {
            LOG.info("open");
            return () -> LOG.info("close");
        }
    }
}
