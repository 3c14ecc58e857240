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

    @Test
    void pausesAnActorAndShowsIt() throws Exception {
        Optional<Path> executable = Chromium.find();
        assumeTrue(executable.isPresent(), "there is no chromium on the PATH: install it, as in apt-get install chromium");
        try (Chromium browser = Chromium.start(executable.get(), profile)) {
            browser.open("http://localhost:" + PORT + "/q/dev-ui/quarkus-actors/actors");
            awaitText(browser, "g.node[data-state=\"started.running.healthy\"] text", "element.textContent", "Numbers");
            click(browser, "#a1", "element.dispatchEvent(new MouseEvent('click'))");
            awaitText(browser, ".state", "element.textContent", "started.running.healthy");
            keep(browser, "dev-ui-actors.png");

            click(browser, "#pause", "element.click()");

            awaitText(browser, ".state", "element.textContent", "started.paused");
            awaitText(browser, "#a1", "element.dataset.state", "started.paused");
            keep(browser, "dev-ui-paused.png");

            click(browser, "#stop", "element.click()");
            awaitText(browser, "vaadin-confirm-dialog", "element.header", "Stop Numbers?");
        }
    }

    private static void click(Chromium browser, String selector, String action) throws Exception {
        browser.evaluate(FIND.formatted(selector, action));
    }

    private static void awaitText(Chromium browser, String selector, String value, String text) {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(
                () -> assertThat(browser.evaluate(FIND.formatted(selector, value)).asText()).isEqualTo(text));
    }

    private static void keep(Chromium browser, String name) throws Exception {
        String folder = System.getProperty("actors.screenshots", "");
        if (!folder.isEmpty()) {
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, name), browser.screenshot());
        }
    }
}
