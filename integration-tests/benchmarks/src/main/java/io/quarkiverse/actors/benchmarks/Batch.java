package io.quarkiverse.actors.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;

/** What is under way: how many items the sources have to make, and what the ends have seen of them. */
@Singleton
@Unremovable
public class Batch {

    private volatile int items;
    private volatile CountDownLatch ends;
    private long count;
    private long sum;

    /**
     * Begins a batch.
     *
     * @param items how many items each source makes
     * @param ends how many ends see each item
     */
    public synchronized void begin(int items, int ends) {
        this.items = items;
        this.ends = new CountDownLatch(ends);
        count = 0;
        sum = 0;
    }

    /**
     * How many items there are.
     *
     * @return the number
     */
    public int items() {
        return items;
    }

    /** Says that an end has seen all items. */
    public void seen() {
        ends.countDown();
    }

    /**
     * Waits until all ends have seen all items, a minute at most: then the check of what has arrived will fail.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public void await() throws InterruptedException {
        ends.await(1, TimeUnit.MINUTES);
    }

    /**
     * Says what an end has seen after all.
     *
     * @param count how many items
     * @param sum the sum of their values
     */
    public synchronized void add(long count, long sum) {
        this.count += count;
        this.sum += sum;
    }

    /**
     * What all ends together have seen.
     *
     * @return their number and sum
     */
    public synchronized Arrived arrived() {
        return new Arrived(count, sum);
    }
}
