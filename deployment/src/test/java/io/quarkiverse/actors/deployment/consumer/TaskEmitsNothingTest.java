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
import io.smallrye.mutiny.Uni;

class TaskEmitsNothingTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#write(String) consumes from FileHead#read, but FileHead#read emits nothing: let it "
                    + "return the items, or name another task",
            FileHead.class, Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class FileHead {
        @Task
        Uni<Void> read() {
            return Uni.createFrom().voidItem();
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
