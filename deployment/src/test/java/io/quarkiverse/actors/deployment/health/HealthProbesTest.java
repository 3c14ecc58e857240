package io.quarkiverse.actors.deployment.health;

import static org.awaitility.Awaitility.await;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

/** Actors that do not count in every probe, and those that count as down when they are degraded. */
class HealthProbesTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Optional.class, Vital.class, Ignored.class))
            .overrideRuntimeConfigKey("quarkus.actors.health.degraded", "down")
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Optional\".health", "startup,readiness")
            .overrideRuntimeConfigKey("quarkus.actors.actor.\"Ignored\".health", "none");

    @Inject
    ActorRef<Optional> optional;

    @Inject
    ActorRef<Vital> vital;

    @Inject
    ActorRef<Ignored> ignored;

    @Test
    void actorsCountWhereTheyAreToldTo() {
        probesAre(200, 200);
        crash(ignored);
        probesAre(200, 200);
        crash(optional);
        probesAre(503, 200);
        optional.start().await().indefinitely();
        probesAre(200, 200);
        vital.reportWarning("warm");
        await().until(() -> vital.state() == ActorState.DEGRADED);
        probesAre(503, 200);
        vital.recover();
        await().until(() -> vital.state() == ActorState.HEALTHY);
        probesAre(200, 200);
        crash(vital);
        probesAre(503, 503);
    }

    private static void crash(ActorRef<?> actor) {
        actor.reportError(new IllegalStateException("broken"));
        await().until(() -> actor.state() == ActorState.CRASHED);
    }

    private static void probesAre(int ready, int live) {
        await().untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(ready));
        RestAssured.get("/q/health/live").then().statusCode(live);
        RestAssured.get("/q/health/started").then().statusCode(200);
    }

    @Actor
    static class Optional {
    }

    @Actor
    static class Vital {
    }

    @Actor
    static class Ignored {
    }
}
