package io.quarkiverse.actors.deployment.consumer;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class ProducerNotActorTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#write(String) consumes from FileHead, but FileHead is no actor: annotate FileHead with "
                    + "@Actor",
            FileHead.class, Writer.class);

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

    @Actor
    static class Writer {
        @Inject
        FileHead fileHead;

        @Task
        @ConsumeFrom(FileHead.class)
        void write(String line) {
        }
    }
}
