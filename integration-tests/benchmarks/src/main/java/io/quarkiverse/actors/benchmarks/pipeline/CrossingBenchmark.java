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

/** An item through produce → map → consume across threads, bounded, with backpressure. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class CrossingBenchmark {

    private static final int ITEMS = 1_000_000;
    /** Fewer, since some take microseconds for each. */
    private static final int PEER_ITEMS = 100_000;
    /** Steps of 10 µs: 30 µs an item on one thread, 15 at best on two. */
    private static final int SLOW_ITEMS = 5_000;

    /** Actors whose steps cost nothing. */
    public static class Ours extends ApplicationState {

        /**
         * Whether all may block and the runtime chooses the threads, or the one in the middle may not and has to be crossed.
         */
        @Param({ "CHOSEN", "FORCED" })
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

    /** Actors with steps of 10 µs and a buffer of 256. */
    public static class SlowOurs extends ApplicationState {

        /** As above. */
        @Param({ "SLOW_CHOSEN", "SLOW_FORCED" })
        ActorPipeline actors;

        @Override
        protected Flow open(Application application) throws InterruptedException {
            ActorPipeline.warmUp(application);
            return actors.open(application, false);
        }
    }

    /** Others, with a bound of 1,024. */
    public static class Peer extends ApplicationState {

        /** Whose. */
        @Param({ "QUEUE", "QUEUE_VIRTUAL", "REACTOR_PUBLISH_ON", "MUTINY_EMIT_ON", "PEKKO_ASYNC", "EVENT_BUS",
                "MESSAGING_BLOCKING" })
        PeerPipeline peer;

        @Override
        protected Flow open(Application application) {
            return peer.open(application, new Steps(false));
        }
    }

    /** Others with steps of 10 µs. */
    public static class SlowPeer extends ApplicationState {

        /** Whose. */
        @Param({ "QUEUE", "QUEUE_VIRTUAL", "REACTOR_PUBLISH_ON", "MUTINY_EMIT_ON", "PEKKO_ASYNC" })
        PeerPipeline peer;

        @Override
        protected Flow open(Application application) {
            return peer.open(application, new Steps(true));
        }
    }

    /** Actors. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void actors(Ours ours) throws Exception {
        ours.run(ITEMS, ours.actors.expected(ITEMS));
    }

    /** Actors with steps of 10 µs. */
    @Benchmark
    @OperationsPerInvocation(SLOW_ITEMS)
    public void slowActors(SlowOurs ours) throws Exception {
        ours.run(SLOW_ITEMS, ours.actors.expected(SLOW_ITEMS));
    }

    /** Others. */
    @Benchmark
    @OperationsPerInvocation(PEER_ITEMS)
    public void peers(Peer peer) throws Exception {
        peer.run(PEER_ITEMS, Arrived.expected(PEER_ITEMS, 1, 1));
    }

    /** Others with steps of 10 µs. */
    @Benchmark
    @OperationsPerInvocation(SLOW_ITEMS)
    public void slowPeers(SlowPeer peer) throws Exception {
        peer.run(SLOW_ITEMS, Arrived.expected(SLOW_ITEMS, 1, 1));
    }
}
