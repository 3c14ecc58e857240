package io.quarkiverse.actors.deployment.devui;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A headless Chromium with one page, driven over the Chrome DevTools Protocol. */
final class Chromium implements AutoCloseable, WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final List<String> exceptions = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final StringBuilder frames = new StringBuilder();
    private String session;

    private Chromium(Process process, URI address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this).join();
    }

    /** The browser of this machine, if it has one. */
    static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of)
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome").map(folder::resolve))
                .filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts a browser.
     *
     * @param executable the program
     * @param profile an empty folder for what it writes
     */
    static Chromium start(Path executable, Path profile) throws Exception {
        Process process = new ProcessBuilder(executable.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--window-size=1400,900", "--remote-debugging-port=0", "--user-data-dir=" + profile)
                .redirectErrorStream(true).start();
        Chromium browser = new Chromium(process, address(process));
        String target = browser.call("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
        browser.session = browser.call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId").asText();
        browser.call("Runtime.enable", Map.of());
        return browser;
    }

    private static URI address(Process process) throws IOException {
        BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENING)) {
                return URI.create(line.substring(LISTENING.length()).trim());
            }
        }
        throw new IOException("The browser ended with " + process.exitValue() + " before it listened");
    }

    void open(String url) throws Exception {
        call("Page.navigate", Map.of("url", url));
    }

    /** The value of an expression, which may be a promise. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode outcome = call("Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (outcome.has("exceptionDetails")) {
            throw new IllegalStateException(outcome.get("exceptionDetails").toString());
        }
        return outcome.get("result").path("value");
    }

    void resize(int width, int height) throws Exception {
        call("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /**
     * A picture as PNG.
     *
     * @param part the part of the page, as the protocol has it; null for what is in the window
     */
    byte[] screenshot(JsonNode part) throws Exception {
        JsonNode picture = call("Page.captureScreenshot",
                part == null ? Map.of("format", "png") : Map.of("format", "png", "clip", part));
        return Base64.getDecoder().decode(picture.get("data").asText());
    }

    /** What the scripts of the page have thrown and not caught, so far. */
    List<String> exceptions() {
        return List.copyOf(exceptions);
    }

    private JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        int id = ids.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        socket.sendText(message.toString(), true).join();
        JsonNode response = answer.get(30, TimeUnit.SECONDS);
        if (response.has("error")) {
            throw new IllegalStateException(method + ": " + response.get("error"));
        }
        return response.get("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        frames.append(data);
        if (last) {
            receive(frames.toString());
            frames.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    /** Events have no id; nobody waits for them. */
    private void receive(String message) {
        try {
            JsonNode response = JSON.readTree(message);
            if (response.path("method").asText().equals("Runtime.exceptionThrown")) {
                exceptions.add(response.at("/params/exceptionDetails/exception/description").asText());
            }
            CompletableFuture<JsonNode> answer = response.has("id") ? calls.remove(response.get("id").asInt()) : null;
            if (answer != null) {
                answer.complete(response);
            }
        } catch (IOException malformed) {
            calls.values().forEach(call -> call.completeExceptionally(malformed));
        }
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
