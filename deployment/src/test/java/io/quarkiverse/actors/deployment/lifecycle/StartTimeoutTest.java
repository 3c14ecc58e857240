package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Resource;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class StartTimeoutTest {

    private static final String LINE = System.lineSeparator() + "- ";

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Acquiring.class, Waiting.class, Hooked.class, Sound.class))
            .overrideRuntimeConfigKey("quarkus.actors.start-timeout", "1s")
            .assertException(failure -> assertThat(failure).isExactlyInstanceOf(ActorException.class)
                    .hasMessage("The actors did not start within 1s (quarkus.actors.start-timeout):"
                            + LINE + "Acquiring is starting.dependencies_started: its resources are being acquired"
                            + LINE + "Hooked is starting.resources_acquired: a hook runs"
                            + LINE + "Waiting is starting: it waits for Acquiring"));

    @Test
    void doesNotStart() {
        fail("The application should not have started");
    }

    @Actor
    static class Acquiring {

        @Resource
        Uni<AutoCloseable> never() {
            return Uni.createFrom().nothing();
        }
    }

    @Actor
    static class Waiting {

        @Inject
        Acquiring acquiring;

        @Inject
        Sound sound;
    }

    @Actor
    static class Hooked {

        @OnEnter(ActorState.RESOURCES_ACQUIRED)
        Uni<Void> never() {
            return Uni.createFrom().nothing();
        }
    }

    @Actor
    static class Sound {
    }
}
