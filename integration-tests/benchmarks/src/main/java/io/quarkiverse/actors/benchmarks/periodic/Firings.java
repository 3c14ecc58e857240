package io.quarkiverse.actors.benchmarks.periodic;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;

/** When each task was called. A task is called by one thread at a time, and each call sees the one before. */
@Singleton
@Unremovable
public class Firings {

    /** How many tasks there may be. */
    static final int TASKS = 10_000;

    private static final int CALLS = 512;

    private final AtomicInteger next = new AtomicInteger();
    private final long[][] times = new long[TASKS][CALLS];
    private final int[] calls = new int[TASKS];

    /** Takes a number of consecutive tasks; yields the first. */
    int take(int tasks) {
        return next.getAndAdd(tasks);
    }

    /** Says that a task is being called. */
    void fired(int task) {
        if (calls[task] == times[task].length) {
            times[task] = Arrays.copyOf(times[task], 2 * calls[task]);
        }
        times[task][calls[task]++] = System.nanoTime();
    }

    /**
     * How late the calls between two times were, in order: against the schedule that the most punctual of them shows, of
     * the same task. A task that drifts is later and later; what is late by more than half a period is not told from what
     * is early. To be asked when nothing is called any more.
     */
    long[] lateness(long from, long to, long period) {
        LongStream.Builder all = LongStream.builder();
        for (int task = 0; task < TASKS; task++) {
            long[] between = Arrays.stream(times[task], 0, calls[task]).filter(time -> time >= from && time < to).toArray();
            if (between.length > 0) {
                long[] offsets = Arrays.stream(between).map(time -> offset(time - between[0], period)).toArray();
                long earliest = Arrays.stream(offsets).min().getAsLong();
                Arrays.stream(offsets).forEach(offset -> all.add(offset - earliest));
            }
        }
        return all.build().sorted().toArray();
    }

    /** The distance from the nearest multiple of the period. */
    private static long offset(long time, long period) {
        return Math.floorMod(time + period / 2, period) - period / 2;
    }
}
