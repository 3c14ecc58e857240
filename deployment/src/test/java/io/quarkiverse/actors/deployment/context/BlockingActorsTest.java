package io.quarkiverse.actors.deployment.context;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.Task;
import io.quarkus.test.QuarkusUnitTest;

/** Actors that all block leave half of the worker pool to the rest of the application. */
class BlockingActorsTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Blocked.class, One.class, Two.class, Three.class, Four.class,
                    Five.class, Endpoint.class))
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", "4")
            .overrideRuntimeConfigKey("quarkus.thread-pool.core-threads", "1");

    @Inject
    ActorSystem system;

    @Test
    @Timeout(60)
    void theRestOfTheApplicationGoesOn() {
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(Blocked.BLOCKED).hasValue(2));
        for (int i = 0; i < 10; i++) {
            assertThat(get("/alive").asString()).startsWith("executor-thread");
        }
        assertThat(Blocked.BLOCKED).as("half of the pool").hasValue(2);

        Blocked.RELEASED.countDown();
        system.stop().await().atMost(LIMIT);
    }

    @Path("/alive")
    static class Endpoint {

        @GET
        public String thread() {
            return Thread.currentThread().getName();
        }
    }

    static class Blocked {

        static final AtomicInteger BLOCKED = new AtomicInteger();
        static final CountDownLatch RELEASED = new CountDownLatch(1);

        static void block() throws InterruptedException {
            BLOCKED.incrementAndGet();
            try {
                RELEASED.await();
            } finally {
                BLOCKED.decrementAndGet();
            }
        }
    }

    @Actor
    static class One {
        @Task
        void block() throws InterruptedException {
            Blocked.block();
        }
    }

    @Actor
    static class Two {
        @Task
        void block() throws InterruptedException {
            Blocked.block();
        }
    }

    @Actor
    static class Three {
        @Task
        void block() throws InterruptedException {
            Blocked.block();
        }
    }

    @Actor
    static class Four {
        @Task
        void block() throws InterruptedException {
            Blocked.block();
        }
    }

    @Actor
    static class Five {
        @Task
        void block() throws InterruptedException {
            Blocked.block();
        }
    }
}
