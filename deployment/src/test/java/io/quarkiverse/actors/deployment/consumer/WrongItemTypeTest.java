package io.quarkiverse.actors.deployment.consumer;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class WrongItemTypeTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#write(List<Long>) consumes from FileHead#numbers, which emits List<Integer>, but takes "
                    + "List<Long>: let it take List<Integer> or a supertype",
            FileHead.class, Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class FileHead {
        @Task
        TaskResult<List<Integer>> numbers() {
            return TaskResult.emit(List.of(1));
        }
    }

    @Actor
    static class Writer {
        @Inject
        FileHead fileHead;

        @Task
        @ConsumeFrom(FileHead.class)
        void write(List<Long> numbers) {
        }
    }
}
