package io.quarkiverse.actors.deployment.dependency;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class DependsOnWithoutActorTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer is annotated @DependsOn, but Writer is no actor: annotate Writer with @Actor, or remove "
                    + "@DependsOn",
            Cipher.class, Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Cipher {
    }

    @ApplicationScoped
    @DependsOn(Cipher.class)
    static class Writer {
    }
}
