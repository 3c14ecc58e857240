package io.quarkiverse.actors.deployment.task;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

class VirtualThreadErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment(
            """
                    The actors of this application have 3 errors:
                    - Reader is annotated @NonBlocking and @RunOnVirtualThread, which exclude each other: remove one of them
                    - Reader#blocking() is annotated @Blocking and @RunOnVirtualThread, which exclude each other: remove one of them
                    - Reader#uni() is annotated @RunOnVirtualThread, but returns Uni<String>, so that no thread waits for what it does: \
                    return the plain value, or remove @RunOnVirtualThread""",
            Reader.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    @NonBlocking
    @RunOnVirtualThread
    static class Reader {
        @Task
        @Blocking
        @RunOnVirtualThread
        void blocking() {
        }

        @Task
        @RunOnVirtualThread
        Uni<String> uni() {
            return Uni.createFrom().nullItem();
        }
    }
}
