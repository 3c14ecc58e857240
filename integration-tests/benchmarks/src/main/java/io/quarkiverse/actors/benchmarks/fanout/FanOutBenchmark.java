package io.quarkiverse.actors.benchmarks.fanout;

import java.util.List;
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

import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.benchmarks.ActorFlow;
import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.ApplicationState;
import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.Batch;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Threads;

/** An item to eight consumers, each of which sees it; the slowest sets the pace. Per item, that is per eight deliveries. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class FanOutBenchmark {

    static final int ENDS = 8;

    private static final int ITEMS = 500_000;
    private static final int PEER_ITEMS = 100_000;

    /** Actors with a buffer of 256. */
    public static class Ours extends ApplicationState {

        /** Where all of them run. */
        @Param
        Threads threads;

        @Override
        protected Flow open(Application application) {
            Class<?> all = threads == Threads.WORKERS ? AllWorkerEnds.class : AllLoopEnds.class;
            return new ActorFlow(application.bean(Batch.class), application.bean(ActorSystem.class).actor(all), List.of(),
                    ENDS);
        }
    }

    /** Others, with a bound of 1,024. */
    public static class Peer extends ApplicationState {

        /** Whose. */
        @Param
        Kind peer;

        /** The others; the first of each pair has one thread for all, the second one for each consumer. */
        public enum Kind {
            /** {@code broadcast().toAtLeast(8)}. */
            MUTINY,
            /** The same with {@code emitOn}. */
            MUTINY_EMIT_ON,
            /** {@code publish().refCount(8)}. */
            REACTOR,
            /** The same with {@code publishOn}. */
            REACTOR_PUBLISH_ON,
            /** {@code BroadcastHub}. */
            PEKKO,
            /** {@code EventBus.publish} to methods {@code @ConsumeEvent}. */
            EVENT_BUS
        }

        @Override
        protected Flow open(Application application) {
            return switch (peer) {
                case MUTINY -> FanOutPeers.mutiny(false);
                case MUTINY_EMIT_ON -> FanOutPeers.mutiny(true);
                case REACTOR -> FanOutPeers.reactor(false);
                case REACTOR_PUBLISH_ON -> FanOutPeers.reactor(true);
                case PEKKO -> FanOutPeers.pekko();
                case EVENT_BUS -> application.bean(EventBusFanOut.class);
            };
        }
    }

    /** Actors. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void actors(Ours ours) throws Exception {
        ours.run(ITEMS, Arrived.expected(ITEMS, 0, ENDS));
    }

    /** Others. */
    @Benchmark
    @OperationsPerInvocation(PEER_ITEMS)
    public void peers(Peer peer) throws Exception {
        peer.run(PEER_ITEMS, Arrived.expected(PEER_ITEMS, 0, ENDS));
    }
}
