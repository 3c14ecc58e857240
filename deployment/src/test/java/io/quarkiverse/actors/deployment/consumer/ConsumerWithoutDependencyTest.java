package io.quarkiverse.actors.deployment.consumer;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class ConsumerWithoutDependencyTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "LogEncryption#encrypt(String) consumes from FileHead#lines, but LogEncryption does not depend "
                    + "on FileHead: inject FileHead or add @DependsOn(FileHead.class)",
            FileHead.class, LogEncryption.class);

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

    @Actor
    static class LogEncryption {
        @Inject
        ActorRef<FileHead> fileHead; // makes no dependency

        @Task
        @ConsumeFrom(FileHead.class)
        byte[] encrypt(String line) {
            return line.getBytes();
        }
    }
}
