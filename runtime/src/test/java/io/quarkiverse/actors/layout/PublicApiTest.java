package io.quarkiverse.actors.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * The public API is the one in the list: who changes a signature changes the list in the same commit. Nothing is released yet
 * that a compiled application could be compared with.
 */
class PublicApiTest {

    private static final Path LIST = Path.of("src/test/resources/public-api.txt");

    @Test
    void isTheOneThatWasAgreedUpon() throws IOException {
        List<String> api = Signatures.of(Path.of("target/classes"), "io.quarkiverse.actors");
        if (Boolean.getBoolean("actors.api.update")) {
            Files.write(LIST, api);
        }
        assertThat(api)
                .as("the public API; if it is meant to change, run this test with -Dactors.api.update=true and commit %s", LIST)
                .isEqualTo(Files.readAllLines(LIST));
    }
}
