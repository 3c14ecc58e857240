package io.quarkiverse.actors.deployment.stream;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class RefOfNoActorTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Watcher(ActorRef<FileHead>) parameter fileHead is an ActorRef<FileHead>, but FileHead is no "
                    + "actor: annotate FileHead with @Actor, or name the class of an actor",
            FileHead.class, Watcher.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @ApplicationScoped
    static class FileHead {
    }

    @Singleton
    static class Watcher {
        Watcher(ActorRef<FileHead> fileHead) {
        }
    }
}
