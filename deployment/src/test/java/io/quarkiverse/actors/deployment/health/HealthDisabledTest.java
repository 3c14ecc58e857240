package io.quarkiverse.actors.deployment.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class HealthDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(One.class))
            .overrideConfigKey("quarkus.actors.health.enabled", "false");

    @Test
    void hasNoChecks() {
        assertThat(RestAssured.get("/q/health").then().statusCode(200).extract().asString()).doesNotContain("Actors");
    }

    @Actor
    static class One {
    }
}
