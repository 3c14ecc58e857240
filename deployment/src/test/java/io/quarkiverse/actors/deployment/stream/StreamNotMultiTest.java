package io.quarkiverse.actors.deployment.stream;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class StreamNotMultiTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Watcher#lines is annotated @ActorStream, but its type is List<String>: make it a Multi of the "
                    + "items",
            FileHead.class, Watcher.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class FileHead {
        @Task
        String lines() {
            return "line";
        }
    }

    @ApplicationScoped
    static class Watcher {
        @Inject
        @ActorStream(FileHead.class)
        List<String> lines;
    }
}
