package io.quarkiverse.actors.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;
import io.quarkus.devui.tests.DevUIJsonRPCTest;
import io.quarkus.test.QuarkusDevModeTest;

/** What the Dev UI gets to know, and what it can do. */
public class DevUITest extends DevUIJsonRPCTest {

    private static final int PORT = freePort();

    @RegisterExtension
    static final QuarkusDevModeTest application = application(PORT);

    public DevUITest() {
        super("quarkus-actors");
        uri = URI.create("ws://localhost:" + PORT + "/q/dev-ui/json-rpc-ws");
    }

    /** An application in dev mode takes no notice of the port for tests. */
    static QuarkusDevModeTest application(int port) {
        return new QuarkusDevModeTest().withApplicationRoot(root -> root
                .addClasses(Numbers.class, Printer.class, Balance.class)
                .addAsResource(new StringAsset("quarkus.http.port=" + port), "application.properties"));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One application: in dev mode each test method would start its own. */
    @Test
    void showsAndControlsTheActors() throws Exception {
        showsTheActorsWithAllThatTheyConsistOf();
        pausesAndResumes();
        stopsStartsAndRestarts();
        drawsGraphAndStates();
    }

    private void showsTheActorsWithAllThatTheyConsistOf() throws Exception {
        JsonNode actors = super.executeJsonRPCMethod("getActors").get("actors");

        assertThat(actors).extracting(actor -> actor.get("name").asText()).containsExactly("Balance", "Numbers", "Printer");
        JsonNode balance = actors.get(0);
        assertThat(balance.get("keyed").asBoolean()).isTrue();
        assertThat(balance.get("instances")).isEmpty();
        JsonNode numbers = actors.get(1);
        assertThat(numbers.get("path").asText()).isEqualTo("started.running.healthy");
        assertThat(numbers.get("resources").get(0).asText()).isEqualTo("counter");
        assertThat(numbers.get("triggers")).extracting(JsonNode::asText).contains("stop", "pause", "restart")
                .doesNotContain("start", "resume");
        JsonNode print = actors.get(2).get("tasks").get(0);
        assertThat(print.get("name").asText()).isEqualTo("print");
        assertThat(print.get("inputs").get(0).get("producer").asText()).isEqualTo("Numbers#next");
        assertThat(print.get("inputs").get(0).get("capacity").asInt()).isEqualTo(256);
        assertThat(actors.get(2).get("dependencies").get(0).get("actor").asText()).isEqualTo("Numbers");
    }

    private void pausesAndResumes() throws Exception {
        Map<String, Object> numbers = Map.of("actor", "Numbers");
        assertThat(super.executeJsonRPCMethod("pause", numbers).asText()).isEqualTo("started.paused");
        assertThat(super.executeJsonRPCMethod("resume", numbers).asText()).isEqualTo("started.running.healthy");
    }

    private void stopsStartsAndRestarts() throws Exception {
        Map<String, Object> numbers = Map.of("actor", "Numbers");
        assertThat(super.executeJsonRPCMethod("stop", numbers).asText()).isEqualTo("stopped");
        assertThat(super.executeJsonRPCMethod("getActors").get("actors").get(2).get("path").asText()).isEqualTo("stopped");
        assertThat(super.executeJsonRPCMethod("start", numbers).asText()).isEqualTo("started.running.healthy");
        assertThat(super.executeJsonRPCMethod("restart", numbers).asText()).isEqualTo("started.running.healthy");
    }

    private void drawsGraphAndStates() throws Exception {
        assertThat(super.executeJsonRPCMethod("getGraph").asText()).startsWith("flowchart LR\n").contains("[\"Printer\"]");
        JsonNode states = super.executeJsonRPCMethod("getStates", Map.of("actor", "Numbers"));
        assertThat(states.get("mermaid").asText()).startsWith("stateDiagram-v2\n");
        assertThat(states.get("states")).extracting(state -> state.get("name").asText()).contains("healthy", "paused");
    }

    @Actor
    public static class Numbers {

        @Resource
        AutoCloseable counter() {
            return () -> {
            };
        }

        @Task
        long next() {
            return 1;
        }
    }

    @Actor
    public static class Printer {

        @Inject
        Numbers numbers;

        @Task
        @ConsumeFrom(Numbers.class)
        void print(long number) {
            // takes it
        }
    }

    @Actor(keyed = true)
    public static class Balance {
    }
}
