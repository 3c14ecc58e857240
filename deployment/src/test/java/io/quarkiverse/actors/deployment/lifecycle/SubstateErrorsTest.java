package io.quarkiverse.actors.deployment.lifecycle;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Substate;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class SubstateErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment(
            """
                    The actors of this application have 6 errors:
                    - Closed is annotated @Substate(of = STOPPED), but tasks run in a started actor only: use STARTED, RUNNING, \
                    HEALTHY, DEGRADED, UNHEALTHY or PAUSED
                    - Hidden is annotated @Substate and @Retention(SOURCE), so that nothing knows which tasks carry it: \
                    use RetentionPolicy.RUNTIME
                    - Shop is annotated @VariantA, but is no task, and only tasks run in a sub-state: annotate tasks, or remove @VariantA
                    - Shop#both() is annotated @VariantA and @VariantB, which exclude each other: remove one of them
                    - Shop#count() is annotated @VariantB, but is no task, and only tasks run in a sub-state: annotate tasks, \
                    or remove @VariantB
                    - Shop#warm() has whileIn = RUNNING and is annotated @VariantA, which says itself in which state the task runs: \
                    remove one of them""",
            Shop.class, Closed.class, Hidden.class, VariantA.class, VariantB.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Substate(of = ActorState.STOPPED)
    @interface Closed {
    }

    @Substate(of = ActorState.HEALTHY)
    @Retention(RetentionPolicy.SOURCE)
    @interface Hidden {
    }

    @Substate(of = ActorState.RUNNING)
    @interface VariantA {
    }

    @Substate(of = ActorState.RUNNING)
    @Retention(RetentionPolicy.RUNTIME)
    @interface VariantB {
    }

    @Actor
    @VariantA
    static class Shop {
        @Task
        @VariantB
        @VariantA
        void both() {
        }

        @VariantB
        void count() {
        }

        @Task(whileIn = ActorState.RUNNING)
        @VariantA
        void warm() {
        }
    }
}
