package io.quarkiverse.actors.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.acme.Dice;
import org.acme.Score;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorSystem;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** The application of the page "Getting started" does what the page says. */
@QuarkusTest
class GettingStartedTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern ROLL = Pattern.compile("data:(\\d+) makes (\\d+)");

    @Inject
    ActorSystem actors;
    @TestHTTPResource("/score")
    URI score;

    @Test
    void rollsAreAddedUp() throws Exception {
        List<Matcher> rolls;
        try (Stream<String> lines = HttpClient.newHttpClient().send(get("/rolls"), BodyHandlers.ofLines()).body()) {
            rolls = lines.map(ROLL::matcher).filter(Matcher::matches).limit(3).toList();
        }
        for (int i = 1; i < rolls.size(); i++) {
            assertThat(number(rolls.get(i), 2)).isEqualTo(number(rolls.get(i - 1), 2) + number(rolls.get(i), 1));
        }
        String sum = HttpClient.newHttpClient().send(get(""), BodyHandlers.ofString()).body();
        assertThat(Integer.parseInt(sum)).isGreaterThanOrEqualTo(number(rolls.get(2), 2));
        assertThat(actors.actor(Dice.class).path()).isEqualTo("started.running.healthy");
        assertThat(actors.graph().dependenciesOf(Score.class.getSimpleName())).containsExactly("Dice");
    }

    @Test
    void thePageTakesTheQuarkusOfThisProject() throws IOException {
        Matcher version = Pattern.compile("<version.quarkus>(.+)</version.quarkus>")
                .matcher(Files.readString(Path.of("../pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(Files.readString(Path.of("modules/ROOT/pages/getting-started.adoc")))
                .contains("io.quarkus:quarkus-maven-plugin:" + version.group(1) + ":create");
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(URI.create(score + path)).timeout(LIMIT).build();
    }

    private static int number(Matcher roll, int group) {
        return Integer.parseInt(roll.group(group));
    }
}
