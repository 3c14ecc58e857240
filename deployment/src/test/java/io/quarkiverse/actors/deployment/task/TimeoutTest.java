package io.quarkiverse.actors.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.Task;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class TimeoutTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Slow.class))
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Slow\".task.\"asynchronous\".timeout", "50ms");

    @Inject
    ActorRef<Slow> slow;

    @Test
    void iterationsThatTakeTooLongFail() {
        await().untilAsserted(() -> assertThat(slow.tasks()).hasSize(2).allSatisfy(task -> {
            assertThat(task.failed()).isPositive();
            assertThat(task.lastFailure()).isInstanceOf(TimeoutException.class);
        }));
    }

    @Actor
    static class Slow {

        private final CountDownLatch never = new CountDownLatch(1);

        @Task(timeout = "50ms")
        void blocking() throws InterruptedException {
            never.await();
        }

        @Task(timeout = "1h")
        Uni<Void> asynchronous() {
            return Uni.createFrom().nothing();
        }
    }
}
