package io.quarkiverse.actors.deployment.consumer;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.test.QuarkusUnitTest;

class ProducerLeftOutTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#write(String) consumes from FileHead, but FileHead is no bean of this build: check what "
                    + "disables or excludes it, or disable Writer#write(String) likewise",
            FileHead.class, Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    @IfBuildProfile("never")
    static class FileHead {
        @Task
        String lines() {
            return "line";
        }
    }

    @Actor
    static class Writer {
        @Task
        @ConsumeFrom(FileHead.class)
        void write(String line) {
        }
    }
}
