package io.quarkiverse.actors.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Javadoc of the public API is complete and has no mistakes: what the tool warns of fails the build. */
class JavadocTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void publicApiIsDocumented(@TempDir Path output) throws IOException {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javadoc.getStandardFileManager(found, Locale.ENGLISH, null)) {
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(SOURCES));
            files.setLocationFromPaths(DocumentationTool.Location.DOCUMENTATION_OUTPUT, List.of(output));
            Iterable<? extends JavaFileObject> api = files.getJavaFileObjectsFromPaths(publicApi());
            StringWriter log = new StringWriter();
            javadoc.getTask(log, files, found, null, List.of("-Xdoclint:all", "-quiet", "-encoding", "UTF-8"), api).call();
        }
        assertThat(found.getDiagnostics().stream().filter(JavadocTest::counts).map(Object::toString)).isEmpty();
        assertThat(output.resolve("io/quarkiverse/actors/ActorRef.html")).exists();
    }

    private static boolean counts(Diagnostic<?> diagnostic) {
        return diagnostic.getKind() != Diagnostic.Kind.NOTE;
    }

    private static List<Path> publicApi() {
        try (Stream<Path> files = Files.list(SOURCES.resolve("io/quarkiverse/actors"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
