package io.quarkiverse.actors.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.QuarkusDevModeTest;

/** The page of the actors in a real browser. Screenshots go to the folder that {@code actors.screenshots} names. */
@Tag("browser")
public class DevUIBrowserTest {

    /** Looks through the shadow trees, which a selector does not. */
    private static final String FIND = """
            (() => {
                const find = (root, selector) => {
                    const found = root.querySelector(selector);
                    if (found) return found;
                    for (const element of root.querySelectorAll('*')) {
                        const inner = element.shadowRoot && find(element.shadowRoot, selector);
                        if (inner) return inner;
                    }
                    return null;
                };
                const element = find(document, '%s');
                return element ? %s : null;
            })()""";

    private static final int PORT = DevUITest.freePort();

    @RegisterExtension
    static final QuarkusDevModeTest application = DevUITest.application(PORT);

    @TempDir
    Path profile;

    private Chromium browser;

    @Test
    void pausesAnActorAndShowsIt() throws Exception {
        Optional<Path> executable = Chromium.find();
        assumeTrue(executable.isPresent(), "there is no chromium on the PATH: install it, as in apt-get install chromium");
        try (Chromium opened = Chromium.start(executable.get(), profile)) {
            browser = opened;
            browser.open("http://localhost:" + PORT + "/q/dev-ui/quarkus-actors/actors");
            awaitText("g.node[data-state=\"started.running.healthy\"] text", "element.textContent", "Numbers");
            find("#a1", "element.dispatchEvent(new MouseEvent('click'))");
            awaitText("qwc-actor-detail", "element.actor.name", "Numbers");
            awaitText(".state", "element.textContent", "started.running.healthy");
            awaitText("[id=\"state-paused\"] text", "element.textContent", "paused");
            keep("dev-ui-actors.png", null);
            browser.resize(1400, 1600);
            keep("dev-ui-states.png", "qwc-actor-states");

            find("#pause", "element.click()");

            awaitText(".state", "element.textContent", "started.paused");
            awaitText("#a1", "element.dataset.state", "started.paused");

            find("#stop", "element.click()");
            awaitText("vaadin-confirm-dialog", "element.header", "Stop Numbers?");
            assertThat(browser.exceptions()).filteredOn(exception -> exception.contains("/quarkus-actors/")).isEmpty();
        }
    }

    /** What an expression says of the first element that a selector finds; null if there is none. */
    private JsonNode find(String selector, String expression) throws Exception {
        return browser.evaluate(FIND.formatted(selector, expression));
    }

    /** The Dev UI consists of hundreds of files: a page takes its time. */
    private void awaitText(String selector, String value, String text) {
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().untilAsserted(() -> assertThat(find(selector, value).asText())
                .as(() -> selector + " on a page with the exceptions " + browser.exceptions()).isEqualTo(text));
    }

    /** Keeps a picture of an element, or of the whole page, without the messages that pop up. */
    private void keep(String name, String selector) throws Exception {
        String folder = System.getProperty("actors.screenshots", "");
        if (folder.isEmpty()) {
            return;
        }
        browser.evaluate("document.querySelectorAll('vaadin-notification-card').forEach(card => card.remove())");
        JsonNode part = selector == null ? null : find(selector, """
                (({ x, y, width, height }) => ({ x, y, width, height, scale: 1 }))(element.getBoundingClientRect())""");
        Files.createDirectories(Path.of(folder));
        Files.write(Path.of(folder, name), browser.screenshot(part));
    }
}
