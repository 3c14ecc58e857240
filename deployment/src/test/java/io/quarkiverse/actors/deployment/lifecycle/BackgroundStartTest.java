package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Resource;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;

class BackgroundStartTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Client.class))
            .overrideRuntimeConfigKey("quarkus.actors.start-mode", "background");

    @Inject
    ActorRef<Client> client;

    @Test
    void applicationIsUpBeforeItsActors() {
        await().untilAsserted(() -> assertThat(client.state()).isEqualTo(ActorState.DEPENDENCIES_STARTED));
        RestAssured.get("/q/health/started").then().statusCode(503);
        RestAssured.get("/q/health/ready").then().statusCode(503);
        RestAssured.get("/q/health/live").then().statusCode(200)
                .body("checks.find { it.name.startsWith('Actors') }.data.Client",
                        Matchers.is("starting.dependencies_started"));

        Client.CONNECTED.complete(() -> {
        });
        await().untilAsserted(() -> assertThat(client.state()).isEqualTo(ActorState.HEALTHY));
        await().untilAsserted(() -> RestAssured.get("/q/health/started").then().statusCode(200));
        RestAssured.get("/q/health/ready").then().statusCode(200);
    }

    @Actor
    static class Client {

        static final CompletableFuture<AutoCloseable> CONNECTED = new CompletableFuture<>();

        @Resource
        Uni<AutoCloseable> connection() {
            return Uni.createFrom().completionStage(CONNECTED);
        }
    }
}
