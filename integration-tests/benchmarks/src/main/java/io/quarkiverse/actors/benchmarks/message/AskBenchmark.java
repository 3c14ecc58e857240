package io.quarkiverse.actors.benchmarks.message;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A thread of its own asks, with 256 questions in flight. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class AskBenchmark {

    private static final int QUESTIONS = 64 * 400;

    /** Actors. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void actors(AskState.Ours ours) throws Exception {
        ours.ask(QUESTIONS);
    }

    /** Others. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void peers(AskState.Peer peer) throws Exception {
        peer.ask(QUESTIONS);
    }
}
