package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.Task;
import io.quarkus.test.QuarkusUnitTest;

/** Actors hold all workers of the pool: whoever calls one hears of the outcome all the same. */
class HeldWorkersTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Waiting.class, First.class, Second.class))
            .overrideConfigKey("quarkus.thread-pool.max-threads", "2")
            .overrideRuntimeConfigKey("quarkus.actors.max-blocking", "2")
            .overrideRuntimeConfigKey("quarkus.actors.cancel-after", "100ms");

    @Inject
    ActorRef<First> first;
    @Inject
    ActorSystem system;

    @Test
    void outcomesNeedNoWorker() throws InterruptedException {
        assertThat(Waiting.WAITING.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        first.pause().await().atMost(LIMIT);
        assertThat(first.state()).isEqualTo(ActorState.PAUSED);
        system.stop().await().atMost(LIMIT);
        assertThat(system.actors()).extracting(ActorRef::state).containsOnly(ActorState.STOPPED);
    }

    static class Waiting {

        static final CountDownLatch WAITING = new CountDownLatch(2);

        @Task
        void untilInterrupted() throws InterruptedException {
            WAITING.countDown();
            new CountDownLatch(1).await();
        }
    }

    @Actor
    static class First extends Waiting {
    }

    @Actor
    static class Second extends Waiting {
    }
}
