package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.runtime.ActorsLifecycle;
import io.quarkiverse.actors.runtime.ActorsRuntime;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

class NoActorsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest().withEmptyApplication();

    @Test
    void nothingIsThere() {
        assertThat(Arc.container().instance(ActorsRuntime.class).isAvailable()).isFalse();
        assertThat(Arc.container().instance(ActorSystem.class).isAvailable()).isFalse();
        assertThat(Arc.container().instance(ActorsLifecycle.class).isAvailable()).isFalse();
        assertThat(RestAssured.get("/q/health").then().statusCode(200).extract().asString()).doesNotContain("Actors");
    }
}
