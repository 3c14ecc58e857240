package io.quarkiverse.actors.benchmarks.loop;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Pekko;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Loops of the peers: what goes round gives its thread back after each round, if it can. */
final class PeerLoops {

    private PeerLoops() {
    }

    /** A loop of a batch. */
    private static final class Rounds {

        final int end;
        final CountDownLatch running;
        long rounds;

        Rounds(int end, CountDownLatch running) {
            this.end = end;
            this.running = running;
        }

        /** Yields whether there is another round. */
        boolean next() {
            if (++rounds < end) {
                return true;
            }
            running.countDown();
            return false;
        }

        void next(Executor executor) {
            if (next()) {
                executor.execute(() -> next(executor));
            }
        }
    }

    /** Starts loops and waits for them. */
    private abstract static class LoopFlow implements Flow {

        private final int loops;

        LoopFlow(int loops) {
            this.loops = loops;
        }

        abstract void start(Rounds loop);

        @Override
        public Arrived run(int rounds) throws InterruptedException {
            CountDownLatch running = new CountDownLatch(loops);
            List<Rounds> all = IntStream.range(0, loops).mapToObj(i -> new Rounds(rounds, running)).toList();
            all.forEach(this::start);
            running.await();
            return new Arrived(all.size(), all.stream().mapToLong(loop -> loop.rounds).sum());
        }
    }

    /** Each round is a task of the common pool. */
    static Flow forkJoinPool(int loops) {
        return new LoopFlow(loops) {
            @Override
            void start(Rounds loop) {
                ForkJoinPool.commonPool().execute(() -> loop.next(ForkJoinPool.commonPool()));
            }
        };
    }

    /** Not fair: a loop keeps its thread. */
    static Flow mutiny(int loops) {
        return new LoopFlow(loops) {
            @Override
            void start(Rounds loop) {
                Multi.createBy().repeating().supplier(loop::next).whilst(goesOn -> goesOn)
                        .runSubscriptionOn(Infrastructure.getDefaultExecutor())
                        .subscribe().with(goesOn -> {
                        });
            }
        };
    }

    /** Actors that tell themselves. */
    static Flow pekko(int loops) {
        ActorSystem<Rounds> system = ActorSystem.create(spawning(), "loops", Pekko.config());
        return new LoopFlow(loops) {
            @Override
            void start(Rounds loop) {
                system.tell(loop);
            }

            @Override
            public void close() {
                system.terminate();
            }
        };
    }

    /** The guardian makes an actor for each loop, which ends with it. */
    private static Behavior<Rounds> spawning() {
        return Behaviors.receive((context, loop) -> {
            context.spawnAnonymous(looping()).tell(loop);
            return Behaviors.same();
        });
    }

    private static Behavior<Rounds> looping() {
        return Behaviors.receive((context, loop) -> {
            if (!loop.next()) {
                return Behaviors.stopped();
            }
            context.getSelf().tell(loop);
            return Behaviors.same();
        });
    }
}
