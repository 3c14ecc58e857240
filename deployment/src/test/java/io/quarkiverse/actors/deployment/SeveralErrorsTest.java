package io.quarkiverse.actors.deployment;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Resource;
import io.quarkiverse.actors.Task;
import io.quarkus.test.QuarkusUnitTest;

class SeveralErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest application = BuildFailure.deployment("""
            The actors of this application have 5 errors:
            - The dependencies Cipher → Reader → Cipher form a cycle, so that none of these actors can start first: \
            in Cipher inject ActorRef<Reader> instead of Reader, or move what both need into an actor of its own
            - Reader#close() is a resource, but returns String, which cannot be closed: return an AutoCloseable, \
            a Managed with a release of its own, or a Uni or CompletionStage of either
            - Reader#lines() is a task and private, but the actor system calls it: make it package-private, protected or public
            - Writer#append(String) consumes from Reader#lines, but Writer does not depend on Reader: \
            inject Reader or add @DependsOn(Reader.class)
            - Writer#write(int) consumes from Cipher#encrypt, which emits byte[], but takes int: \
            let it take byte[] or a supertype""", Writer.class, Reader.class, Cipher.class);

    @Test
    void doesNotBuild() {
        fail("The build should have failed");
    }

    @Actor
    static class Writer {
        @Inject
        Cipher cipher;

        @Task
        @ConsumeFrom(Cipher.class)
        void write(int number) {
        }

        @Task
        @ConsumeFrom(Reader.class)
        void append(String line) {
        }
    }

    @Actor
    @DependsOn(Cipher.class)
    static class Reader {
        @Task
        private String lines() {
            return "line";
        }

        @Resource
        String close() {
            return "";
        }
    }

    @Actor
    static class Cipher {
        @Inject
        Reader reader;

        @Task
        @ConsumeFrom(Reader.class)
        byte[] encrypt(String line) {
            return line.getBytes();
        }
    }
}
