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

import io.quarkiverse.actors.benchmarks.Application;

/** A thread of its own asks 10,000 actors in turns, with 256 questions in flight. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class ManyActorsBenchmark {

    private static final int ACTORS = 10_000;
    private static final int QUESTIONS = 64 * 400;

    /** Instances of a keyed actor. */
    public static class Ours extends AskState {
        @Override
        Answering answering(Application application) {
            return ManyAnswering.actors(application, ACTORS);
        }
    }

    /** Typed actors of Pekko. */
    public static class Peer extends AskState {
        @Override
        Answering answering(Application application) {
            return ManyAnswering.pekko(ACTORS);
        }
    }

    /** Actors. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void actors(Ours ours) throws Exception {
        ours.ask(QUESTIONS);
    }

    /** Pekko. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void pekko(Peer peer) throws Exception {
        peer.ask(QUESTIONS);
    }
}
