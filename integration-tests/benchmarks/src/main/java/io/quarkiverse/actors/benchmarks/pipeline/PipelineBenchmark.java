package io.quarkiverse.actors.benchmarks.pipeline;

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

/** An item through produce → map → consume, nothing of which blocks, so that no thread has to be crossed. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class PipelineBenchmark {

    private static final int ITEMS = 1_000_000;
    /** Fewer, since some take microseconds for each. */
    private static final int PEER_ITEMS = 200_000;

    /** Actors. */
    public static class Ours extends ApplicationState {

        /** Whether the methods return values or a {@code TaskResult}, and how many actors there are: 3 map, 2 do not. */
        @Param({ "PLAIN_3", "RESULT_3", "PLAIN_2", "RESULT_2" })
        ActorPipeline actors;

        /** The buffer of a consumer; 256 is the default of {@code @ConsumeFrom}. */
        @Param({ "256", "1024" })
        int buffer;

        @Override
        protected Flow open(Application application) throws InterruptedException {
            ActorPipeline.warmUp(application);
            return actors.open(application, buffer == 1024);
        }
    }

    /** Others, with three steps. */
    public static class Peer extends ApplicationState {

        /** Whose. */
        @Param({ "MUTINY", "REACTOR", "PEKKO", "MESSAGING" })
        PeerPipeline peer;

        @Override
        protected Flow open(Application application) {
            return peer.open(application, new Steps(false));
        }
    }

    /** Actors. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void actors(Ours ours) throws Exception {
        ours.run(ITEMS, ours.actors.expected(ITEMS));
    }

    /** Others. */
    @Benchmark
    @OperationsPerInvocation(PEER_ITEMS)
    public void peers(Peer peer) throws Exception {
        peer.run(PEER_ITEMS, Arrived.expected(PEER_ITEMS, 1, 1));
    }
}
