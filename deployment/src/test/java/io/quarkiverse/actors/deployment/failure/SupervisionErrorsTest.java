package io.quarkiverse.actors.deployment.failure;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Supervised;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class SupervisionErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment(
            """
                    The actors of this application have 7 errors:
                    - Mail has maxAttempts = 0, which is out of range: use 1 or more
                    - Mail has newInstance = true, but Mail is @Singleton, of which there is only one instance: leave @Singleton out \
                    (an actor is @ApplicationScoped then), or remove newInstance
                    - Mail#count() is annotated @Supervised, but is no task: annotate it @Task, or remove @Supervised
                    - Mail#send() has jitter = 2.0, which is out of range: use 0 to 1
                    - Mail#send() has maxRestarts = -2, which is out of range: use 0 or more, or -1 for no limit
                    - Mail#send() has within = "soon", which is no positive duration: write it like 5s, 200ms or PT1M, or as a property \
                    expression
                    - Plain is annotated @Supervised, but Plain is no actor: annotate Plain with @Actor, or remove @Supervised""",
            Mail.class, Plain.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    @Singleton
    @Supervised(maxAttempts = 0, newInstance = true)
    static class Mail {
        @Task
        @Supervised(maxRestarts = -2, within = "soon", backoff = "${mail.backoff}", jitter = 2)
        void send() {
        }

        @Supervised
        void count() {
        }
    }

    @Singleton
    @Supervised
    static class Plain {
    }
}
