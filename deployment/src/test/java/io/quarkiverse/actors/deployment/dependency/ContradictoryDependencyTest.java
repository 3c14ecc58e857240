package io.quarkiverse.actors.deployment.dependency;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class ContradictoryDependencyTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer is annotated @DependsOn(Cipher.class) with required = true and with required = false: "
                    + "remove one of them",
            Cipher.class, Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Cipher {
    }

    @Actor
    @DependsOn(Cipher.class)
    @DependsOn(value = Cipher.class, required = false)
    static class Writer {
    }
}
