package io.quarkiverse.actors.quickstart;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

@QuarkusTest
@WithTestResource(LogFiles.class)
class QuickstartTest {

    @BeforeEach
    void logIsEncrypted() {
        when().post("/actors/start").then().statusCode(200);
        await().untilAsserted(() -> assertThat(taskState("EncryptedLog", "write")).isEqualTo("SUCCEEDED"));
    }

    @Test
    void fileDecryptsToTheFirstLines() {
        assertThat(decrypted()).containsExactlyElementsOf(LogFiles.HEAD);
    }

    @Test
    void streamCanBeWatched() throws IOException, InterruptedException {
        when().post("/actors/FileHead/stop").then().statusCode(200);
        when().post("/actors/start").then().statusCode(200);

        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/encrypted")).build();
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        LineCipher cipher = new LineCipher(LogFiles.KEY);
        List<String> seen = response.body().filter(line -> line.startsWith("data:"))
                .map(line -> cipher.decrypt(line.substring("data:".length()))).toList();

        assertThat(seen).isNotEmpty().isEqualTo(LogFiles.HEAD.subList(250 - seen.size(), 250));
    }

    @Test
    void counterHasCountedToTen() {
        assertThat(taskState("CountingActor", "count")).isEqualTo("SUCCEEDED");
        when().get("/actors").then().body("find { it.name == 'CountingActor' }.tasks[0].emitted", is(10));
    }

    @Test
    void actorsAreHealthy() {
        await().untilAsserted(() -> when().get("/actors").then().statusCode(200)
                .body("name", is(List.of("CountingActor", "FileHead", "LogEncryption", "EncryptedLog", "Progress")))
                .body("state", everyItem(is("started.running.healthy"))));
        when().get("/q/health").then().statusCode(200).body("status", is("UP"))
                .body(containsString("\"EncryptedLog\": \"started.running.healthy\""));
    }

    @Test
    void graphIsADiagram() {
        when().get("/actors/graph").then().statusCode(200).body(is("""
                flowchart LR
                    a0["CountingActor"]
                    a1["FileHead"]
                    a2["LogEncryption"]
                    a3["EncryptedLog"]
                    a4["Progress"]
                    a2 --> a1
                    a3 --> a2
                """));
    }

    @Test
    void stoppingCascadesToWhatRequiresTheActor() {
        when().post("/actors/FileHead/stop").then().statusCode(200).body("state", is("stopped"));

        when().get("/actors").then().body("findAll { it.state == 'stopped' }.name",
                is(List.of("FileHead", "LogEncryption", "EncryptedLog")));
        assertThat(decrypted()).containsExactlyElementsOf(LogFiles.HEAD);
        when().post("/actors/FileHead/pause").then().statusCode(409)
                .body(is("FileHead cannot pause: it is stopped; allowed there: start, report_error"));
    }

    @Test
    void pausedActorHoldsItsTask() {
        when().post("/actors/FileHead/pause").then().statusCode(200).body("state", is("started.paused"));
        when().get("/q/health/ready").then().statusCode(200);
        when().post("/actors/FileHead/resume").then().statusCode(200).body("state", is("started.running.healthy"));
    }

    @Test
    void progressIsReportedOnSchedule() {
        await().untilAsserted(() -> assertThat(figure("Progress", "report", "emitted")).isPositive());
    }

    @Test
    void progressIsUnhealthyWhileNoLineComes() {
        when().post("/actors/FileHead/stop").then().statusCode(200);
        when().post("/actors/start").then().statusCode(200);
        when().post("/actors/FileHead/pause").then().statusCode(200);
        await().untilAsserted(() -> assertThat(state("Progress")).isEqualTo("started.running.unhealthy"));
        assertThat(taskState("Progress", "probe")).isEqualTo("RUNNING");
        when().get("/q/health/ready").then().statusCode(503);

        when().post("/actors/FileHead/resume").then().statusCode(200);

        await().untilAsserted(() -> assertThat(state("Progress")).isEqualTo("started.running.healthy"));
        await().untilAsserted(() -> assertThat(taskState("Progress", "probe")).isEqualTo("INITIALIZED"));
    }

    @Test
    void unknownActorIsNotFound() {
        given().post("/actors/Nobody/stop").then().statusCode(404);
    }

    private static String state(String actor) {
        return when().get("/actors").path("find { it.name == '%s' }.state".formatted(actor));
    }

    private static String taskState(String actor, String task) {
        return when().get("/actors")
                .path("find { it.name == '%s' }.tasks.find { it.name == '%s' }.state".formatted(actor, task));
    }

    private static int figure(String actor, String task, String figure) {
        return when().get("/actors")
                .path("find { it.name == '%s' }.tasks.find { it.name == '%s' }.%s".formatted(actor, task, figure));
    }

    private static List<String> decrypted() {
        String text = new String(when().get("/decrypted").then().statusCode(200).extract().asByteArray(),
                StandardCharsets.ISO_8859_1);
        return List.of(text.split("\n", -1)).subList(0, text.split("\n", -1).length - 1);
    }
}
