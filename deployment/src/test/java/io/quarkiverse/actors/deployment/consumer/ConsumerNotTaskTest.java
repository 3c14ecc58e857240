package io.quarkiverse.actors.deployment.consumer;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class ConsumerNotTaskTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#write(String) is annotated @ConsumeFrom, but not @Task: add @Task, which makes it a "
                    + "consumer",
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
    }

    @Actor
    @DependsOn(FileHead.class)
    static class Writer {
        @ConsumeFrom(FileHead.class)
        void write(String line) {
        }
    }
}
