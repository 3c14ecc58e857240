package io.quarkiverse.actors.benchmarks.periodic;

import java.lang.management.ManagementFactory;
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

import com.sun.management.OperatingSystemMXBean;

import io.quarkiverse.actors.benchmarks.Application;

/**
 * Ten thousand periodic tasks at 100 ms: what a call costs and how late it is. The time of the benchmark itself says
 * nothing; the figures are its secondary results, from the ten seconds after five of warm-up.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 1, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC" })
@State(Scope.Benchmark)
public class PeriodicBenchmark {

    private static final long WARM_UP_SECONDS = 5;
    private static final long SECONDS = 10;

    /** Who calls them. */
    @Param
    PeriodicTasks tasks;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private Application application;

    /** What was measured. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Figures {

        /** How many calls there were, of those that were due, in percent: the others were skipped. */
        public double callsPercent;
        /** Processor time of the whole process, divided by the calls. */
        public double cpuNanosPerCall;
        /** How late half of the calls were at most, in microseconds. */
        public double latenessP50Micros;
        /** How late 99 of a hundred were at most, in microseconds. */
        public double latenessP99Micros;
    }

    /** Starts the application. */
    @Setup
    public void open() {
        application = Application.start();
    }

    /** Stops it. */
    @TearDown
    public void close() throws InterruptedException {
        application.close();
    }

    /** Lets them be called for a while. */
    @Benchmark
    public void calls(Figures figures) throws Exception {
        Firings firings = application.bean(Firings.class);
        long from;
        long to;
        long cpu;
        try (AutoCloseable running = tasks.start(application, firings)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            cpu = process.getProcessCpuTime();
            from = System.nanoTime();
            TimeUnit.SECONDS.sleep(SECONDS);
            to = System.nanoTime();
            cpu = process.getProcessCpuTime() - cpu;
        }
        long period = TimeUnit.MILLISECONDS.toNanos(tasks.period());
        long[] lateness = firings.lateness(from, to, period);
        double due = (double) tasks.tasks().count() * (to - from) / period;
        if (lateness.length > 1.02 * due) {
            throw new IllegalStateException(lateness.length + " calls are too many: " + due + " were due");
        }
        figures.callsPercent = 100 * lateness.length / due;
        figures.cpuNanosPerCall = (double) cpu / lateness.length;
        figures.latenessP50Micros = lateness[lateness.length / 2] / 1e3;
        figures.latenessP99Micros = lateness[(int) (lateness.length * 0.99)] / 1e3;
    }
}
