package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Resource;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;

class WrongConfigurationTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Reader.class, Writer.class, PerKey.class))
            .overrideRuntimeConfigKey("quarkus.actors.actor.Reader.auto-start", "true")
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Raeder\".auto-start", "true")
            .overrideRuntimeConfigKey("quarkus.actors.max-blocking", "0")
            .overrideRuntimeConfigKey("quarkus.actors.start-timeout", "0s")
            .overrideRuntimeConfigKey("quarkus.actors.ask-timeout", "0s")
            .overrideRuntimeConfigKey("quarkus.actors.mailbox-size", "0")
            .overrideRuntimeConfigKey("quarkus.actors.actor.Reader.mailbox-size", "-1")
            .overrideRuntimeConfigKey("quarkus.actors.cancel-after", "-1s")
            .overrideRuntimeConfigKey("quarkus.actors.actor.Reader.shutdown-timeout", "0s")
            .overrideRuntimeConfigKey("quarkus.actors.actor.Reader.health", "readiness,none")
            .overrideRuntimeConfigKey("quarkus.actors.actor.Reader.idle-timeout", "1m")
            .overrideRuntimeConfigKey("quarkus.actors.actor.PerKey.auto-start", "true")
            .overrideRuntimeConfigKey("quarkus.actors.actor.PerKey.idle-timeout", "soon")
            .overrideRuntimeConfigKey("file.timeout", "soon")
            .assertException(failure -> assertThat(failure).isExactlyInstanceOf(ConfigurationException.class)
                    .hasMessage(String.join(System.lineSeparator(),
                            "quarkus.actors.start-timeout is not positive: it must be at least 1ms",
                            "quarkus.actors.actor.\"Reader\".shutdown-timeout is not positive: it must be at least 1ms",
                            "quarkus.actors.ask-timeout is not positive: it must be at least 1ms",
                            "quarkus.actors.mailbox-size is 0: it must be at least 1",
                            "quarkus.actors.actor.\"Reader\".mailbox-size is -1: it must be at least 1",
                            "quarkus.actors.cancel-after is negative: it must be 0 or more",
                            "quarkus.actors.max-blocking is 0: it must be at least 1",
                            "quarkus.actors.actor.\"Raeder\" configures an actor that does not exist: "
                                    + "the actors are Author, PerKey, Reader",
                            "Writer#file has timeout = \"${file.timeout}\", which is \"soon\" and no positive duration: "
                                    + "write it like 5s, 200ms or PT1M",
                            "quarkus.actors.actor.\"PerKey\".auto-start is set, but PerKey is keyed, and its instances start "
                                    + "when they are first asked for: remove the property",
                            "quarkus.actors.actor.\"PerKey\".idle-timeout is \"soon\" and no positive duration: write it like "
                                    + "5s, 200ms or PT1M",
                            "quarkus.actors.actor.\"Reader\".health is readiness,none: none must stand alone",
                            "Reader#missing has timeout = \"${missing.timeout}\", but the property missing.timeout is not "
                                    + "set: set it, or write a default as in ${missing.timeout:5s}",
                            "quarkus.actors.actor.\"Reader\".idle-timeout is set, but Reader is not keyed: annotate it "
                                    + "@Actor(keyed = true), or remove the property")));

    @Test
    void doesNotStart() {
        fail("The application should not have started");
    }

    @Actor(keyed = true)
    static class PerKey {
    }

    @Actor
    static class Reader {

        @Resource(timeout = "${missing.timeout}")
        AutoCloseable missing() {
            return () -> {
            };
        }
    }

    @Actor(name = "Author")
    static class Writer {

        @Resource(timeout = "${file.timeout}")
        AutoCloseable file() {
            return () -> {
            };
        }
    }
}
