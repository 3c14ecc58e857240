package io.quarkiverse.actors.deployment.dependency;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.test.QuarkusUnitTest;

class DependencyLeftOutTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer is annotated @DependsOn(Cipher.class), but Cipher is no bean of this build: check what "
                    + "disables or excludes it, or disable Writer likewise",
            Cipher.class, Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    @IfBuildProfile("never")
    static class Cipher {
    }

    @Actor
    @DependsOn(Cipher.class)
    static class Writer {
    }
}
