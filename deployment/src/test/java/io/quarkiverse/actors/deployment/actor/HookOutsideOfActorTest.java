package io.quarkiverse.actors.deployment.actor;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class HookOutsideOfActorTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#begin() is annotated @OnEnter, but Writer is no actor: annotate Writer with @Actor, or "
                    + "remove @OnEnter",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @ApplicationScoped
    static class Writer {
        @OnEnter(ActorState.STARTING)
        void begin() {
        }
    }
}
