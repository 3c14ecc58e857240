package io.quarkiverse.actors.deployment.dependency;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class DependsOnItselfTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment(
            "The dependencies Writer → Writer form a cycle, so that none of these actors can start first: "
                    + "in Writer inject ActorRef<Writer> instead of Writer, or move what both need into an actor of "
                    + "its own",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Writer {
        @Inject
        Writer self;
    }
}
