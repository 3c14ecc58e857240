package io.quarkiverse.actors.deployment.actor;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;

class ExclusiveThreadingTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer is annotated @Blocking and @NonBlocking, which exclude each other: remove one of them",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    @Blocking
    @NonBlocking
    static class Writer {
    }
}
