package io.quarkiverse.actors.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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

import io.quarkiverse.actors.benchmarks.Actors.Loop;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.task.TaskListener;
import io.quarkiverse.actors.runtime.turn.MethodCall;

/** An iteration of continuous tasks that emit nothing, each in an actor of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
public class LoopBenchmark {

    private static final int ITERATIONS = 6_400_000;

    /** How many tasks share the iterations. */
    @Param({ "1", "64" })
    int loops;

    /** The kind of thread; {@code void} methods block unless they say otherwise. */
    @Param({ "BLOCKING", "NON_BLOCKING" })
    Threading threading;

    private final List<Loop> instances = new ArrayList<>();
    private final List<CoreActor> actors = new ArrayList<>();
    private Surroundings surroundings;
    private volatile CountDownLatch running;

    /** Makes the actors. */
    @Setup
    public void open() throws Exception {
        Mixture.run();
        surroundings = new Surroundings();
        for (int i = 0; i < loops; i++) {
            Loop loop = new Loop();
            instances.add(loop);
            actors.add(new CoreActor(surroundings, listener(), loop, new LoopRound(), false, threading, null, 0));
        }
    }

    private TaskListener listener() {
        return new TaskListener() {
            @Override
            public void ended(Task task, Task.Outcome outcome, Throwable cause) {
                running.countDown();
            }

            @Override
            public void undelivered(Task task, String producer, long items) {
                throw new IllegalStateException(task + " consumes nothing");
            }
        };
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        surroundings.close();
    }

    /** Actors. */
    @Benchmark
    @OperationsPerInvocation(ITERATIONS)
    public void actors() throws InterruptedException {
        for (Loop loop : instances) {
            loop.rounds = 0;
            loop.end = ITERATIONS / loops;
        }
        running = new CountDownLatch(loops);
        actors.forEach(CoreActor::prepare);
        actors.forEach(CoreActor::begin);
        running.await();
        for (Loop loop : instances) {
            if (loop.rounds != loop.end) {
                throw new IllegalStateException("Expected " + loop.end + " rounds, got " + loop.rounds);
            }
        }
    }

    private static final class LoopRound implements MethodCall {
        @Override
        public Object call(Object instance, Object[] arguments) {
            return ((Loop) instance).round();
        }
    }
}
