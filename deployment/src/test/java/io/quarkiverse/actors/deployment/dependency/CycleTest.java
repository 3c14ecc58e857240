package io.quarkiverse.actors.deployment.dependency;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class CycleTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment(
            "The dependencies Alpha → Beta → Gamma → Alpha form a cycle, so that none of these actors can "
                    + "start first: in Alpha inject ActorRef<Beta> instead of Beta, or move what both need into an "
                    + "actor of its own",
            Gamma.class, Beta.class, Alpha.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Gamma {
        @Inject
        Alpha alpha;
    }

    @Actor
    @DependsOn(value = Gamma.class, required = false)
    static class Beta {
    }

    @Actor
    static class Alpha {
        final Beta beta;

        Alpha(Beta beta) {
            this.beta = beta;
        }
    }
}
