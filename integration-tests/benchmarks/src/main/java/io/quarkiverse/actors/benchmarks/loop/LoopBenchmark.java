package io.quarkiverse.actors.benchmarks.loop;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.ApplicationState;
import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Threads;

/** An iteration of continuous tasks that do nothing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class LoopBenchmark {

    static final int MANY = 64;

    private static final int ROUNDS = 100_000 * MANY;

    /** Actors. */
    public static class Ours extends ApplicationState {

        /** One loop, 64 in one actor, or 64 in as many actors. */
        @Param
        ActorLoops loops;

        /** The kind of thread. */
        @Param
        Threads threads;

        @Override
        protected Flow open(Application application) {
            return loops.open(application, threads);
        }
    }

    /** Others. */
    public static class Peer extends ApplicationState {

        /** Whose. */
        @Param
        Kind peer;

        /** How many loops. */
        @Param({ "1", "64" })
        int loops;

        /** The others. */
        public enum Kind {
            /** A task of the common pool for each round. */
            FORK_JOIN_POOL,
            /** {@code repeating()}, on the worker pool of Quarkus. */
            MUTINY,
            /** Typed actors that tell themselves. */
            PEKKO
        }

        @Override
        protected Flow open(Application application) {
            return switch (peer) {
                case FORK_JOIN_POOL -> PeerLoops.forkJoinPool(loops);
                case MUTINY -> PeerLoops.mutiny(loops);
                case PEKKO -> PeerLoops.pekko(loops);
            };
        }
    }

    /** Actors. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void actors(Ours ours) throws Exception {
        int count = ours.loops.count;
        ours.run(ROUNDS / count, new Arrived(count, ROUNDS));
    }

    /** Others. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void peers(Peer peer) throws Exception {
        peer.run(ROUNDS / peer.loops, new Arrived(peer.loops, ROUNDS));
    }
}
