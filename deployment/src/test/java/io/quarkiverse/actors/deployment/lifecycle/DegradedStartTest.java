package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Supervised;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class DegradedStartTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Broken.class, Dependent.class, Sound.class))
            .overrideRuntimeConfigKey("quarkus.actors.on-start-failure", "degrade")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.actors")
                    && record.getLevel().intValue() >= Level.SEVERE.intValue())
            .assertLogRecords(records -> assertThat(records)
                    .extracting(record -> ((ExtLogRecord) record).getFormattedMessage())
                    .contains("ACTORS00005: The actors did not start:" + System.lineSeparator()
                            + "- Broken: Broken#secret could not be acquired: java.lang.IllegalStateException: password"
                            + " (and so not Dependent)"));

    @Inject
    ActorRef<Broken> broken;

    @Inject
    ActorRef<Dependent> dependent;

    @Inject
    ActorRef<Sound> sound;

    @Test
    void comesUpNotReadyAndKeepsTrying() {
        assertThat(broken.state().isIn(ActorState.STARTED)).isFalse();
        assertThat(dependent.state().isIn(ActorState.STARTED)).isFalse();
        assertThat(sound.state()).isEqualTo(ActorState.HEALTHY);
        for (String kind : new String[] { "ready", "live", "started" }) {
            boolean up = !kind.equals("ready");
            String body = RestAssured.get("/q/health/" + kind).then().statusCode(up ? 200 : 503)
                    .body("checks.find { it.name.startsWith('Actors') }.status", Matchers.is(up ? "UP" : "DOWN"))
                    .body("checks.find { it.name.startsWith('Actors') }.data", Matchers.hasKey("Broken"))
                    .body("checks.find { it.name.startsWith('Actors') }.data.Sound", Matchers.is("started.running.healthy"))
                    .extract().asString();
            assertThat(body).doesNotContain("password").doesNotContain("Exception");
        }

        Broken.available = true;
        Awaitility.await().untilAsserted(() -> RestAssured.get("/q/health/ready").then().statusCode(200));
        assertThat(List.of(broken.state(), dependent.state())).containsOnly(ActorState.HEALTHY);
        RestAssured.get("/q/health/live").then().statusCode(200);
        RestAssured.get("/q/health/started").then().statusCode(200);
    }

    @Actor
    @Supervised(maxRestarts = 0, backoff = "50ms", maxBackoff = "100ms")
    static class Broken {

        static volatile boolean available;

        @Resource
        AutoCloseable secret() {
            if (!available) {
                throw new IllegalStateException("password");
            }
            return () -> {
            };
        }
    }

    @Actor
    @DependsOn(Broken.class)
    static class Dependent {
    }

    @Actor
    static class Sound {
    }
}
