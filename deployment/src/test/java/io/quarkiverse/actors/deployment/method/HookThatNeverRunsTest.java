package io.quarkiverse.actors.deployment.method;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.OnExit;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class HookThatNeverRunsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#prepare() is annotated @OnEnter(INITIALIZED), but would never run, since there is no bean before the first "
                    + "start: use @OnEnter(STARTING), or @OnExit(INITIALIZED) for the first start only",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Writer {
        @OnEnter(ActorState.INITIALIZED)
        void prepare() {
        }

        @OnExit(ActorState.INITIALIZED)
        void prepareOnce() {
        }
    }
}
