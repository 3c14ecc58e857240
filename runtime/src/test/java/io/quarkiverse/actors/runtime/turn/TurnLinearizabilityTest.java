package io.quarkiverse.actors.runtime.turn;

import java.util.concurrent.CompletableFuture;

import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.lifecycle.ControlThread;
import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.testing.RealStage;

/**
 * What several threads post to a turn, or to the control thread, takes effect one at a time, between its posting and its end,
 * and sees the plain writes of what came before; whatever kind of thread it runs on, and whether it keeps the turn for a while,
 * gives it back in between, or neither.
 */
class TurnLinearizabilityTest {

    private static RealStage stage;
    private static Platform platform;
    private static Threads threads;

    @BeforeAll
    static void open() {
        stage = new RealStage();
        platform = stage.platform();
        threads = new Threads(Lanes.workers(platform.workers(), 20, 2, platform.timers(), platform.nanoTime()),
                Lanes.loops(platform.loops(), 2, platform.timers(), platform.nanoTime()),
                Lanes.virtual(platform.virtual(), 2, platform.timers(), platform.nanoTime()));
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    private static StressOptions options() {
        return new StressOptions().sequentialSpecification(Sequential.class).iterations(10).invocationsPerIteration(300)
                .threads(3).actorsPerThread(4).actorsBefore(1).actorsAfter(1);
    }

    @Test
    void works_of_a_turn_are_linearizable() {
        LinChecker.check(InTurn.class, options());
    }

    @Test
    void steps_of_the_control_thread_are_linearizable() {
        LinChecker.check(OnControl.class, options());
    }

    /** A count that only works of a turn touch. */
    public static class InTurn {

        private final Turn turn = new Turn(threads);
        private int count;

        @Operation
        public int increment() {
            return post(new Increment(Threading.BLOCKING, Work.Next.DONE));
        }

        @Operation
        public int incrementOnLoop() {
            return post(new Increment(Threading.NON_BLOCKING, Work.Next.DONE));
        }

        @Operation
        public int incrementKeepingTheTurn() {
            return post(new Increment(Threading.NON_BLOCKING, Work.Next.SUSPENDED));
        }

        @Operation
        public int incrementAtTheSecondRun() {
            return post(new Increment(Threading.BLOCKING, Work.Next.AGAIN));
        }

        private int post(Increment work) {
            turn.post(work);
            return work.result.join();
        }

        private final class Increment extends Work {

            private final CompletableFuture<Integer> result = new CompletableFuture<>();
            private final Next first;
            private int runs;

            Increment(Threading threading, Next first) {
                super(threading);
                this.first = first;
            }

            @Override
            protected Next run() {
                if (runs++ == 0 && first != Next.DONE) {
                    if (first == Next.SUSPENDED) {
                        platform.workers().execute(() -> turn.resume(this)); // maybe before this run has returned
                    }
                    return first;
                }
                result.complete(++count);
                return Next.DONE;
            }
        }
    }

    /** A count that only steps of the control thread touch. */
    public static class OnControl {

        private final ControlThread control = new ControlThread(platform.workers());
        private int count;

        @Operation
        public int increment() {
            CompletableFuture<Integer> result = new CompletableFuture<>();
            control.execute(() -> result.complete(++count));
            return result.join();
        }

        @Operation
        public int incrementOnLoop() {
            CompletableFuture<Integer> result = new CompletableFuture<>();
            control.execute(() -> control.execute(() -> result.complete(++count)));
            return result.join();
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

        public int incrementKeepingTheTurn() {
            return ++count;
        }

        public int incrementAtTheSecondRun() {
            return ++count;
        }
    }
}
