package io.quarkiverse.actors.deployment.consumer;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class ConsumesOwnTaskTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "FileHead#count(String) consumes from FileHead#lines of the same actor, but an actor cannot "
                    + "depend on itself: call the method directly, or move one of the two tasks into an actor of its "
                    + "own",
            FileHead.class);

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

        @Task
        @ConsumeFrom(FileHead.class)
        void count(String line) {
        }
    }
}
