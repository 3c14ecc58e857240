package io.quarkiverse.actors.deployment.actor;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class ConsumeFromOutsideOfActorTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.definition(
            "Writer#write(String) is annotated @ConsumeFrom, but Writer is no actor: annotate Writer with "
                    + "@Actor, or remove @ConsumeFrom",
            FileHead.class, Writer.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class FileHead {
        @Task
        String lines() {
            return "line";
        }
    }

    @ApplicationScoped
    static class Writer {
        @ConsumeFrom(FileHead.class)
        void write(String line) {
        }
    }
}
