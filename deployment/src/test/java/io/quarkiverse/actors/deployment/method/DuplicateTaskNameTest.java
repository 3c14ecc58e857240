package io.quarkiverse.actors.deployment.method;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class DuplicateTaskNameTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#write() and Writer#flush() are both tasks named write, but a name belongs to one task "
                    + "of an actor: give one of them another name with @Task(name = \"...\")",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Writer {
        @Task
        void write() {
        }

        @Task(name = "write")
        void flush() {
        }
    }
}
