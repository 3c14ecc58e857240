package io.quarkiverse.actors.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class BuildErrorsPageTest {

    @Test
    void pageListsEveryMessageAndNoOther() throws IOException {
        Stream<String> page = Files.readAllLines(Path.of("../docs/modules/ROOT/pages/build-errors.adoc")).stream()
                .filter(line -> line.startsWith("* "));

        assertThat(page).containsExactlyInAnyOrderElementsOf(
                Stream.of(ActorProblem.values()).map(problem -> "* `+" + problem.text() + "+`").toList());
    }
}
