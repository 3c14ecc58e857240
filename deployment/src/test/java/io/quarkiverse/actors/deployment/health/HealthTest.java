package io.quarkiverse.actors.deployment.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.runtime.ActorsShutdownListener;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;

class HealthTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(One.class, Other.class, PerKey.class));

    private static final String DATA = "checks.find { it.name.startsWith('Actors') }.data";

    @Inject
    ActorRef<One> one;

    @Inject
    ActorSystem system;

    @Test
    void tellsTheStatesOfActors() {
        countsTheInstancesOfKeyedActors();

        expect("started", true, "started.running.healthy");
        expect("ready", true, "started.running.healthy");
        expect("live", true, "started.running.healthy");

        one.reportWarning("warm");
        become(ActorState.DEGRADED);
        expect("ready", true, "started.running.degraded");
        one.reportProblem("hot");
        become(ActorState.UNHEALTHY);
        expect("ready", false, "started.running.unhealthy");
        expect("live", true, "started.running.unhealthy");
        one.recover();
        one.pause().await().atMost(LIMIT);
        expect("ready", true, "started.paused");
        one.stop().await().atMost(LIMIT);
        expect("ready", true, "stopped");
        expect("live", true, "stopped");
        one.start().await().atMost(LIMIT);
        one.reportError(new IllegalStateException("melted"));
        become(ActorState.CRASHED);
        expect("ready", false, "crashed");
        expect("live", false, "crashed");
        expect("started", true, "crashed");
        one.start().await().atMost(LIMIT);
        expect("ready", true, "started.running.healthy");

        boolean[] done = new boolean[1];
        new ActorsShutdownListener().preShutdown(() -> done[0] = true);
        assertThat(done[0]).isTrue();
        expect("ready", false, "started.running.healthy");
        expect("live", true, "started.running.healthy");
    }

    /** However bad it is with one of them, the application goes on for all others. */
    private void countsTheInstancesOfKeyedActors() {
        expect("ready", true, "started.running.healthy").body(DATA, hasEntry("PerKey", "none"));
        ActorRef<PerKey> ref = system.actor(PerKey.class, "42");
        ref.start().await().atMost(LIMIT);
        system.actor(PerKey.class, "7").start().await().atMost(LIMIT);
        ref.reportError(new IllegalStateException("melted"));
        Awaitility.await().untilAsserted(() -> assertThat(ref.state()).isEqualTo(ActorState.CRASHED));
        for (String kind : List.of("ready", "live", "started")) {
            expect(kind, true, "started.running.healthy")
                    .body(DATA, hasEntry("PerKey", "started.running.healthy: 1, crashed: 1"))
                    .body(DATA, hasEntry("PerKey unhealthy or crashed", "42"));
        }
    }

    private void become(ActorState state) {
        Awaitility.await().untilAsserted(() -> assertThat(one.state()).isEqualTo(state));
    }

    private static ValidatableResponse expect(String kind, boolean up, String path) {
        return RestAssured.get("/q/health/" + kind).then().statusCode(up ? 200 : 503)
                .body("checks.findAll { it.name.startsWith('Actors') }.size()", is(1))
                .body("checks.find { it.name.startsWith('Actors') }.status", is(up ? "UP" : "DOWN"))
                .body("checks.find { it.name.startsWith('Actors') }.data", hasEntry("One", path))
                .body("checks.find { it.name.startsWith('Actors') }.data", hasEntry("Other", "initialized"));
    }

    @Actor(keyed = true)
    static class PerKey {
    }

    @Actor
    static class One {
    }

    @Actor(autoStart = false)
    static class Other {
    }
}
