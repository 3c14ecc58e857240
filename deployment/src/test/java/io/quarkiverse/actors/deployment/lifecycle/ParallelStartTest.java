package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Resource;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Twelve actors in three rows. Those of a row meet while they acquire, so that each row has to start in parallel, blocking and
 * asynchronous ones alike; and {@code E} does not come back before the second row has met, so that an actor has to start as
 * soon
 * as its own dependencies are started. No clock is involved: an actor that is late fails the start.
 */
class ParallelStartTest {

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Meeting.class, Blocking.class, Asynchronous.class, A.class, B.class,
                    C.class, D.class, E.class, F.class, G.class, H.class, I.class, J.class, K.class, L.class))
            .overrideRuntimeConfigKey("quarkus.actors.start-mode", "halted");

    @Inject
    ActorSystem system;

    @Test
    void startsEachActorAsSoonAsItsOwnDependenciesAreStarted() {
        system.start().await().atMost(Duration.ofMinutes(1));
        assertThat(system.actors()).hasSize(12).extracting(ActorRef::state).containsOnly(ActorState.HEALTHY);
    }

    /** Nobody goes on before all have come. */
    enum Meeting {
        FIRST_ROW(7),
        SECOND_ROW(3),
        THIRD_ROW(2);

        private final AtomicInteger missing;
        private final CompletableFuture<Void> complete = new CompletableFuture<>();

        Meeting(int size) {
            missing = new AtomicInteger(size);
        }

        CompletableFuture<Void> come() {
            if (missing.decrementAndGet() == 0) {
                complete.complete(null);
            }
            return complete;
        }
    }

    static class Blocking {

        Meeting row() {
            return Meeting.FIRST_ROW;
        }

        @Resource
        AutoCloseable meet() throws Exception {
            row().come().get(20, TimeUnit.SECONDS);
            return () -> {
            };
        }
    }

    static class Asynchronous {

        Meeting row() {
            return Meeting.FIRST_ROW;
        }

        @Resource
        Uni<AutoCloseable> meet() {
            return Uni.createFrom().completionStage(row().come()).ifNoItem().after(Duration.ofSeconds(20)).fail()
                    .replaceWith(() -> () -> {
                    });
        }
    }

    @Actor
    static class A extends Blocking {
    }

    @Actor
    static class B extends Blocking {
    }

    @Actor
    static class C extends Blocking {
    }

    @Actor
    static class D extends Blocking {
    }

    @Actor
    static class E extends Blocking {

        @Resource
        AutoCloseable overtaken() throws Exception {
            Meeting.SECOND_ROW.complete.get(20, TimeUnit.SECONDS);
            return () -> {
            };
        }
    }

    @Actor
    static class F extends Asynchronous {
    }

    @Actor
    static class G extends Asynchronous {
    }

    @Actor
    @DependsOn({ A.class, F.class })
    static class H extends Asynchronous {

        @Override
        Meeting row() {
            return Meeting.SECOND_ROW;
        }
    }

    @Actor
    @DependsOn({ B.class, C.class })
    static class I extends Blocking {

        @Override
        Meeting row() {
            return Meeting.SECOND_ROW;
        }
    }

    @Actor
    @DependsOn({ D.class, G.class })
    static class J extends Asynchronous {

        @Override
        Meeting row() {
            return Meeting.SECOND_ROW;
        }
    }

    @Actor
    @DependsOn({ H.class, I.class })
    static class K extends Blocking {

        @Override
        Meeting row() {
            return Meeting.THIRD_ROW;
        }
    }

    @Actor
    @DependsOn({ I.class, J.class, E.class })
    static class L extends Asynchronous {

        @Override
        Meeting row() {
            return Meeting.THIRD_ROW;
        }
    }
}
