package io.quarkiverse.actors.deployment.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

/**
 * Nothing of an application survives its reload. What Quarkus keeps for a while in dev mode is not counted as ours: an
 * application
 * without actors leaves up to two class loaders behind beside its present one.
 */
public class ManyReloadsTest {

    /** How often the application is reloaded. */
    private static final int RELOADS = Integer.getInteger("actors.reloads", 50);

    @RegisterExtension
    static final QuarkusDevModeTest application = new QuarkusDevModeTest().withApplicationRoot(root -> root
            .addClasses(Ticker.class, Follower.class, ActorsEndpoint.class, Idle.class, Journal.class));

    @BeforeEach
    void clear() {
        Journal.clear();
    }

    @Test
    void nothingOfTheOldActorsCanBeReached() {
        String last = "first";
        for (int reload = 1; reload <= RELOADS; reload++) {
            RestAssured.get("/actors/tick").then().statusCode(200);
            String before = last;
            String now = "reload " + reload;
            application.modifySourceFile(Ticker.class, source -> source.replace(before, now));
            RestAssured.get("/actors").then().statusCode(200).body(containsString("Ticker started.running.healthy"));
            assertThat(Journal.entries()).endsWith("close " + before, "open " + now);
            last = now;
        }
        assertThat(Journal.loaders()).hasSize(RELOADS);
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            System.gc();
            assertThat(Journal.actors()).filteredOn(actor -> actor.get() != null).hasSize(1);
            assertThat(Journal.loaders()).filteredOn(loader -> loader.get() != null).hasSizeLessThanOrEqualTo(3);
        });
    }
}
