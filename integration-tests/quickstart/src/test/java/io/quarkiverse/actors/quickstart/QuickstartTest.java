package io.quarkiverse.actors.quickstart;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class QuickstartTest {

    @Test
    void isReady() {
        when().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
    }
}
