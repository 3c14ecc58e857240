package io.quarkiverse.actors.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path SOURCES = Path.of("src/main/java/io/quarkiverse/actors/quickstart");
    private static final Pattern SAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    @Test
    void readmeShowsTheSourcesOfTheQuickstart() throws IOException {
        List<String> samples = SAMPLE.matcher(Files.readString(Path.of("../../README.md"))).results()
                .map(sample -> sample.group(1)).toList();

        assertThat(samples).isNotEmpty().allSatisfy(sample -> {
            String name = CLASS.matcher(sample).results().map(found -> found.group(1)).findFirst().orElseThrow();
            String source = Files.readString(SOURCES.resolve(name + ".java")).replaceAll("(?m)^ *// (tag|end)::.*\n", "");
            assertThat(source).endsWith(sample);
        });
    }
}
