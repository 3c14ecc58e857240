package io.quarkiverse.actors.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Resource;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** Twelve actors, each of which takes 100 ms to start; the longest path has three. */
class ParallelStartTest {

    private static final Duration EACH = Duration.ofMillis(100);

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Blocking.class, Asynchronous.class, A.class, B.class, C.class, D.class,
                    E.class, F.class, G.class, H.class, I.class, J.class, K.class, L.class))
            .overrideRuntimeConfigKey("quarkus.actors.start-mode", "halted");

    @Inject
    ActorSystem system;

    @Test
    void takesTheTimeOfTheLongestPath() {
        long begun = System.nanoTime();
        system.start().await().atMost(Duration.ofSeconds(10));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(EACH.multipliedBy(3), EACH.multipliedBy(11));
    }

    static class Blocking {

        @Resource
        AutoCloseable slow() throws InterruptedException {
            Thread.sleep(EACH.toMillis());
            return () -> {
            };
        }
    }

    static class Asynchronous {

        @Resource
        Uni<AutoCloseable> slow() {
            return Uni.createFrom().<AutoCloseable> item(() -> {
            }).onItem().delayIt().by(EACH);
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
    }

    @Actor
    @DependsOn({ B.class, C.class })
    static class I extends Blocking {
    }

    @Actor
    @DependsOn({ D.class, G.class })
    static class J extends Asynchronous {
    }

    @Actor
    @DependsOn({ H.class, I.class })
    static class K extends Blocking {
    }

    @Actor
    @DependsOn({ I.class, J.class, E.class })
    static class L extends Asynchronous {
    }
}
