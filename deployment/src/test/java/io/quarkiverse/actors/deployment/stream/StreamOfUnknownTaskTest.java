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

class StreamOfUnknownTaskTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Watcher#lines watches FileHead#line, but FileHead has no task named line: name one of lines",
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
        @ActorStream(value = FileHead.class, task = "line")
        Multi<String> lines;
    }
}
