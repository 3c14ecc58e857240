package io.quarkiverse.actors.deployment.method;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkiverse.actors.deployment.method.base.HiddenBase;
import io.quarkus.test.QuarkusUnitTest;

class HiddenInheritedMethodTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Reader#lines(), declared in HiddenBase, is a task that is visible only in the package "
                    + "io.quarkiverse.actors.deployment.method.base, but the actor is in another one: make it "
                    + "protected or public",
            HiddenBase.class, Reader.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Reader extends HiddenBase {
    }
}
