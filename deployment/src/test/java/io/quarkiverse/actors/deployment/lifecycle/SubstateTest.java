package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasEntry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.Substate;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.Trigger;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class SubstateTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class, VariantA.class, VariantB.class, Log.class));

    @Inject
    ActorRef<Shop> shop;
    @Inject
    Log log;

    @Test
    void tasksRunInTheSubstateThatTheyCarry() {
        assertThat(Shop.A).hasValue(0);

        shop.enter(VariantA.class).await().atMost(LIMIT);
        await().untilAsserted(() -> assertThat(Shop.A.get()).isPositive());
        assertThat(Shop.B).hasValue(0);
        RestAssured.get("/q/health/ready").then().statusCode(200)
                .body("checks.find { it.name.startsWith('Actors') }.data",
                        hasEntry("Shop", "started.running.healthy.VariantA"));

        shop.enter(VariantB.class).await().atMost(LIMIT);
        await().untilAsserted(() -> assertThat(Shop.B.get()).isPositive());
        assertThat(shop.path()).isEqualTo("started.running.healthy.VariantB");
        shop.leave().await().atMost(LIMIT);
        assertThat(shop.path()).isEqualTo("started.running.healthy");

        await().untilAsserted(() -> assertThat(log.seen).containsExactly("VariantA", "VariantB", null));
        assertThatThrownBy(() -> shop.enter(Deprecated.class)).isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.Deprecated is no sub-state of Shop: name one that a task of Shop carries, such as "
                        + "VariantA, VariantB");
    }

    @Substate(of = ActorState.HEALTHY)
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface VariantA {
    }

    /** Of the retention that an annotation has by default. */
    @Substate(of = ActorState.HEALTHY)
    @interface VariantB {
    }

    @Actor
    static class Shop {
        static final AtomicInteger A = new AtomicInteger();
        static final AtomicInteger B = new AtomicInteger();

        @Task(every = "10ms")
        @VariantA
        void a() {
            A.incrementAndGet();
        }

        @Task(every = "10ms")
        @VariantB
        void b() {
            B.incrementAndGet();
        }
    }

    @Singleton
    static class Log {
        final List<String> seen = new CopyOnWriteArrayList<>();

        void observe(@Observes ActorTransition transition) {
            if (transition.trigger() == Trigger.ENTER || transition.trigger() == Trigger.LEAVE) {
                seen.add(transition.substate());
            }
        }
    }
}
