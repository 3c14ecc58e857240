package io.quarkiverse.actors.deployment.actor;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class TaskInInterfaceTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writes#write() is annotated @Task, but Writes is an interface, from which actors inherit no "
                    + "tasks, resources and hooks: annotate the method of the actor, or make Writes an abstract class",
            Writes.class, Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    interface Writes {
        @Task
        default void write() {
        }
    }

    @Actor
    static class Writer implements Writes {
    }
}
