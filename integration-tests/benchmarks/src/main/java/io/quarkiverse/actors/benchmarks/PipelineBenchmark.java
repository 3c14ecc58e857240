package io.quarkiverse.actors.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;

/** A message through produce → map → consume, nothing of which blocks, so that no thread has to be crossed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class PipelineBenchmark {

    private static final int ITEMS = 1_000_000;

    /** An actor pipeline. */
    @State(Scope.Benchmark)
    public static class Ours {

        /** The buffer of a consumer; 256 is the default of {@code @ConsumeFrom}. */
        @Param({ "256", "1024" })
        int buffer;

        /** Whether the methods return a {@code TaskResult} instead of the value. */
        @Param({ "false", "true" })
        boolean results;

        /** 3 actors map, 2 do not. */
        @Param({ "3", "2" })
        int actors;

        Pipeline pipeline;

        /** Builds the pipeline. */
        @Setup
        public void open() throws Exception {
            Mixture.run();
            Threading[] threadings = new Threading[actors];
            Arrays.fill(threadings, Threading.NON_BLOCKING);
            pipeline = new ActorPipeline(results, buffer, 0, threadings);
        }

        /** Ends it. */
        @TearDown
        public void close() {
            pipeline.close();
        }
    }

    /** Another pipeline. */
    @State(Scope.Benchmark)
    public static class Peer {

        /** Whose. */
        @Param({ "mutiny", "reactor", "pekko" })
        String peer;

        Pipeline pipeline;

        /** Builds the pipeline. */
        @Setup
        public void open() {
            pipeline = switch (peer) {
                case "mutiny" -> Peers.mutiny();
                case "reactor" -> Peers.reactor();
                default -> Peers.pekko(false);
            };
        }

        /** Ends it. */
        @TearDown
        public void close() {
            pipeline.close();
        }
    }

    /** Actors. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void actors(Ours ours) throws Exception {
        ours.pipeline.runChecked(ITEMS, ours.actors - 2);
    }

    /** Others. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void peers(Peer peer) throws Exception {
        peer.pipeline.runChecked(ITEMS, 1);
    }
}
