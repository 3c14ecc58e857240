package io.quarkiverse.actors.deployment.actor;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.StringReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class ResourceOutsideOfActorTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#file() is annotated @Resource, but Writer is no actor: annotate Writer with @Actor, or "
                    + "remove @Resource",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    static class Writer { // no bean either
        @Resource
        StringReader file() {
            return new StringReader("");
        }
    }
}
