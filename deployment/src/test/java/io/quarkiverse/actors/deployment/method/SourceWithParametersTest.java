package io.quarkiverse.actors.deployment.method;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class SourceWithParametersTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#write(String) is a task that consumes nothing, but takes parameters: annotate it "
                    + "@ConsumeFrom, or remove the parameters",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Writer {
        @Task
        void write(String line) {
        }
    }
}
