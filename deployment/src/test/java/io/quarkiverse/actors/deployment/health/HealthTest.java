package io.quarkiverse.actors.deployment.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;

import java.time.Duration;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.ActorsShutdownListener;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class HealthTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(One.class, Other.class));

    @Inject
    ActorRef<One> one;

    @Test
    void tellsTheStatesOfActors() {
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

    private void become(ActorState state) {
        Awaitility.await().untilAsserted(() -> assertThat(one.state()).isEqualTo(state));
    }

    private static void expect(String kind, boolean up, String path) {
        RestAssured.get("/q/health/" + kind).then().statusCode(up ? 200 : 503)
                .body("checks.findAll { it.name.startsWith('Actors') }.size()", is(1))
                .body("checks.find { it.name.startsWith('Actors') }.status", is(up ? "UP" : "DOWN"))
                .body("checks.find { it.name.startsWith('Actors') }.data", hasEntry("One", path))
                .body("checks.find { it.name.startsWith('Actors') }.data", hasEntry("Other", "initialized"));
    }

    @Actor
    static class One {
    }

    @Actor(autoStart = false)
    static class Other {
    }
}
