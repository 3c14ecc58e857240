package io.quarkiverse.actors.deployment.method;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.StringReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class JakartaResourceTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#file() is annotated @jakarta.annotation.Resource, which does nothing on a method of an "
                    + "actor: use @io.quarkiverse.actors.Resource, or remove it",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Writer {
        @jakarta.annotation.Resource
        StringReader file() {
            return new StringReader("");
        }
    }
}
