package io.quarkiverse.actors.deployment.actor;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class AbstractActorTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer is annotated @Actor, but is abstract: annotate a concrete class instead, which inherits "
                    + "the tasks, resources and hooks of its superclasses",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    abstract static class Writer {
    }
}
