package io.quarkiverse.actors.deployment.consumer;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.deployment.BuildFailure;
import io.quarkus.test.QuarkusUnitTest;

class BufferSizeTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment("""
            The actors of this application have 2 errors:
            - Writer#hoard(String) consumes from FileHead with buffer = 2147483647, but no more than 1048576 items may wait: \
            use less
            - Writer#write(String) consumes from FileHead with buffer = 0, but at least one item has to fit: use 1 or more, \
            or leave it out for 256""", FileHead.class, Writer.class);

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

    @Actor
    static class Writer {
        @Inject
        FileHead fileHead;

        @Task
        @ConsumeFrom(value = FileHead.class, buffer = 0)
        void write(String line) {
        }

        @Task
        @ConsumeFrom(value = FileHead.class, buffer = Integer.MAX_VALUE)
        void hoard(String line) {
        }
    }
}
