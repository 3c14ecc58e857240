package io.quarkiverse.actors.runtime.message;

import java.time.Duration;

import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.Lanes;
import io.quarkiverse.actors.runtime.turn.Threads;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.smallrye.mutiny.Uni;

/** Messages to an actor that counts take effect one at a time, between their call and their reply. */
class LinearizabilityTest {

    private static RealStage stage;
    private static Lanes workers;
    private static Lanes loops;
    private static Mailbox.Shared shared;

    @BeforeAll
    static void open() {
        stage = new RealStage();
        Platform platform = stage.platform();
        workers = Lanes.workers(platform.workers(), 20, 2, platform.timers(), platform.nanoTime());
        loops = Lanes.loops(platform.loops(), 2, platform.timers(), platform.nanoTime());
        shared = new Mailbox.Shared(new Deadlines(Duration.ofSeconds(10), platform.timers(), platform.nanoTime()),
                workers::execute, Contexts.NONE);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    @Test
    void asks_are_linearizable() {
        LinChecker.check(Counter.class,
                new StressOptions().sequentialSpecification(Sequential.class).iterations(25).invocationsPerIteration(300)
                        .threads(3)
                        .actorsPerThread(4).actorsBefore(1).actorsAfter(1));
    }

    /** What Lincheck calls from several threads, and then compares with what one thread could have seen. */
    public static class Counter implements Receiver {

        private int count;
        private final Turn turn = new Turn(new Threads(workers, loops, workers));
        private final Mailbox mailbox = new Mailbox(this, turn, 16, shared);

        public Counter() {
            mailbox.open();
        }

        @Override
        public String name() {
            return "Counter";
        }

        @Override
        public String actor() {
            return "Counter";
        }

        @Override
        public ActorState state() {
            return ActorState.HEALTHY;
        }

        @Override
        public Object receiver() {
            return this;
        }

        @Override
        public Mailbox successor() {
            return null;
        }

        @Operation
        public int increment() {
            return mailbox.<Integer> ask(counter -> ++((Counter) counter).count, false).await().indefinitely();
        }

        @Operation
        public int incrementOnLoop() {
            return mailbox.<Integer> ask(counter -> Uni.createFrom().item(() -> ++((Counter) counter).count), true).await()
                    .indefinitely();
        }

        @Operation
        public int get() {
            return mailbox.<Integer> ask(counter -> ((Counter) counter).count, false).await().indefinitely();
        }
    }

    /** What one thread sees. */
    public static class Sequential {

        private int count;

        public int increment() {
            return ++count;
        }

        public int incrementOnLoop() {
            return ++count;
        }

        public int get() {
            return count;
        }
    }
}
