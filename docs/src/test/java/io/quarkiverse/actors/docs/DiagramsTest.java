package io.quarkiverse.actors.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.lifecycle.StateDiagram;

/** The diagrams of states are those that the state machine draws. */
class DiagramsTest {

    private static final Path PAGE = Path.of("modules/ROOT/pages/concepts.adoc");
    private static final Path README = Path.of("../README.md");

    @Test
    void theStatesAreDrawnFromTheModel() throws IOException {
        String diagram = new StateDiagram(List.of()).toMermaid();
        assertThat(Files.readString(PAGE)).contains("[source,mermaid]\n----\n" + diagram + "----\n");
        assertThat(Files.readString(README)).contains("```mermaid\n" + diagram + "```\n");
    }
}
