package io.quarkiverse.actors.deployment.stream;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

class WrongStreamTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Watcher#lines is a Multi<String>, but FileHead#length emits int: make it a Multi<Integer>",
            FileHead.class, Watcher.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class FileHead {
        @Task
        int length() {
            return 42;
        }
    }

    @ApplicationScoped
    static class Watcher {
        @Inject
        @ActorStream(FileHead.class)
        Multi<String> lines;
    }
}
