package io.quarkiverse.actors.deployment.stream;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

class StreamOfNoActorTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Watcher#lines watches FileHead, but FileHead is no actor: annotate FileHead with @Actor",
            FileHead.class, Watcher.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @ApplicationScoped
    static class FileHead {
        String lines() {
            return "line";
        }
    }

    @ApplicationScoped
    static class Watcher {
        @Inject
        @ActorStream(FileHead.class)
        Multi<String> lines;
    }
}
