package io.quarkiverse.actors.benchmarks.message;

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

/** Two that tell each other, a message at a time. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class PingPongBenchmark {

    private static final int MESSAGES = 100_000;

    /** Actors. */
    public static class Ours extends ApplicationState {

        @Override
        protected Flow open(Application application) {
            return new ActorRally(application);
        }
    }

    /** Others. */
    public static class Peer extends ApplicationState {

        /** Whose. */
        @Param
        Kind peer;

        /** The others. */
        public enum Kind {
            /** Two consumers. */
            EVENT_BUS,
            /** Typed actors. */
            PEKKO,
            /** Items emitted on the worker pool of Quarkus. */
            UNI
        }

        @Override
        protected Flow open(Application application) {
            return switch (peer) {
                case EVENT_BUS -> application.bean(EventBusRally.class);
                case PEKKO -> PeerRallies.pekko();
                case UNI -> PeerRallies.uni();
            };
        }
    }

    /** Actors. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void actors(Ours ours) throws Exception {
        ours.run(MESSAGES, Arrived.expected(MESSAGES, 0, 1));
    }

    /** Others. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void peers(Peer peer) throws Exception {
        peer.run(MESSAGES, Arrived.expected(MESSAGES, 0, 1));
    }
}
