package io.quarkiverse.actors.deployment.actor;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class DuplicateActorNameTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment(
            "io.quarkiverse.actors.deployment.actor.DuplicateActorNameTest$First and "
                    + "io.quarkiverse.actors.deployment.actor.DuplicateActorNameTest$Second are both named Second, "
                    + "but a name belongs to one actor: give one of them another name with @Actor(name = \"...\")",
            First.class, Second.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor(name = "Second")
    static class First {
    }

    @Actor
    static class Second {
    }
}
