package io.quarkiverse.actors.deployment.method;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Guard;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class GuardOfWrongTriggerTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#mayFail() guards REPORT_ERROR, but only explicit calls can be vetoed: guard START, "
                    + "PAUSE, RESUME, STOP or RESTART",
            Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Writer {
        @Guard(Trigger.REPORT_ERROR)
        boolean mayFail() {
            return true;
        }
    }
}
