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

/** A thread of its own tells one actor, at most 1,024 messages ahead of it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class TellBenchmark {

    private static final int MESSAGES = 64 * 2_000;

    /** Who is told. */
    public static class Told extends ApplicationState {

        /** Whose. */
        @Param
        Kind kind;

        /** The actors. */
        public enum Kind {
            /** An actor. */
            ACTORS,
            /** A typed actor of Pekko. */
            PEKKO
        }

        @Override
        protected Flow open(Application application) {
            return kind == Kind.ACTORS ? TellFlow.actors(application) : TellFlow.pekko();
        }
    }

    /** Tells. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void tell(Told told) throws Exception {
        told.run(MESSAGES, Arrived.expected(MESSAGES, 0, 1));
    }
}
