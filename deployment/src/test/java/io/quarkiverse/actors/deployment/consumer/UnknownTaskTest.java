package io.quarkiverse.actors.deployment.consumer;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class UnknownTaskTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#write(String) consumes from FileHead#line, but FileHead has no task named line: name "
                    + "one of lines, bytes",
            FileHead.class, Writer.class);

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

        @Task(name = "bytes")
        byte[] raw() {
            return null;
        }
    }

    @Actor
    static class Writer {
        @Inject
        FileHead fileHead;

        @Task
        @ConsumeFrom(value = FileHead.class, task = "line")
        void write(String line) {
        }
    }
}
