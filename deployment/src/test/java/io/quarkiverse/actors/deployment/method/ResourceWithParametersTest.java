package io.quarkiverse.actors.deployment.method;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.StringReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class ResourceWithParametersTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#file(String) is a resource, but takes parameters: remove them, and let it read what it "
                    + "needs from fields of the actor",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Writer {
        @Resource
        StringReader file(String name) {
            return new StringReader(name);
        }
    }
}
