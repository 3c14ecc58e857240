package io.quarkiverse.actors.benchmarks;

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

/** A message through produce → map → consume across threads, bounded, with backpressure. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class CrossingBenchmark {

    private static final int ITEMS = 1_000_000;
    private static final int SLOW_ITEMS = 5_000;
    private static final long SLOW_NANOS = 10_000;

    /** An actor pipeline. */
    @State(Scope.Benchmark)
    public static class Ours {

        /** The buffer of a consumer; 256 is the default of {@code @ConsumeFrom}. */
        @Param({ "256", "1024" })
        int buffer;

        /** Whether all block and the runtime chooses the threads, or those in the middle do not and force it to cross. */
        @Param({ "chosen", "forced" })
        String threads;

        Pipeline pipeline;

        /** Builds the pipeline. */
        @Setup
        public void open() throws Exception {
            Mixture.run();
            pipeline = of(0);
        }

        Pipeline of(long workNanos) {
            Threading middle = threads.equals("forced") ? Threading.NON_BLOCKING : Threading.BLOCKING;
            return new ActorPipeline(false, buffer, workNanos, Threading.BLOCKING, middle, Threading.BLOCKING);
        }

        /** Ends it. */
        @TearDown
        public void close() {
            pipeline.close();
        }
    }

    /** The same with steps of 10 µs; 30,000 ns on one thread, 15,000 at best on two. */
    @State(Scope.Benchmark)
    public static class Slow extends Ours {

        @Override
        Pipeline of(long ignored) {
            return super.of(SLOW_NANOS);
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
                case "mutiny" -> Peers.mutinyEmitOn();
                case "reactor" -> Peers.reactorPublishOn();
                default -> Peers.pekko(true);
            };
        }

        /** Ends it. */
        @TearDown
        public void close() {
            pipeline.close();
        }
    }

    /** Actors whose steps cost nothing. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void actors(Ours ours) throws Exception {
        ours.pipeline.runChecked(ITEMS, 1);
    }

    /** Actors with steps of 10 µs. */
    @Benchmark
    @OperationsPerInvocation(SLOW_ITEMS)
    public void slowActors(Slow slow) throws Exception {
        slow.pipeline.runChecked(SLOW_ITEMS, 1);
    }

    /** Others. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void peers(Peer peer) throws Exception {
        peer.pipeline.runChecked(ITEMS, 1);
    }
}
