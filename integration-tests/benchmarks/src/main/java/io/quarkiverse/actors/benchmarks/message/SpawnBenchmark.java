package io.quarkiverse.actors.benchmarks.message;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.quarkiverse.actors.benchmarks.Application;

/**
 * 100,000 actors start, do nothing, and stop. The time of the benchmark itself includes looks at the heap; the figures are its
 * secondary results.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 2, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
@State(Scope.Benchmark)
public class SpawnBenchmark {

    /** How many. */
    @Param("100000")
    int size;

    /** Whose. */
    @Param
    Spawning.Kind kind;

    private Application application;
    private Spawning spawning;

    /** What was measured. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Figures {

        /** How long the start took, divided by the actors. */
        public double startNanosPerActor;
        /** How long the stop took, divided by the actors. */
        public double stopNanosPerActor;
        /** The heap that the idle actors took up, with reference, name and bean, divided by the actors. */
        public double bytesPerActor;
    }

    /** Starts the application. */
    @Setup
    public void open() {
        application = Application.start();
        spawning = kind.open(application);
    }

    /** Stops it. */
    @TearDown
    public void close() throws InterruptedException {
        spawning.close();
        application.close();
    }

    /** Lets them come and go. */
    @Benchmark
    public void startAndStop(Figures figures) throws Exception {
        long before = usedHeap();
        long begin = System.nanoTime();
        spawning.start(size);
        figures.startNanosPerActor = (double) (System.nanoTime() - begin) / size;
        figures.bytesPerActor = (double) (usedHeap() - before) / size;
        begin = System.nanoTime();
        spawning.stop();
        figures.stopNanosPerActor = (double) (System.nanoTime() - begin) / size;
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
