package io.quarkiverse.actors.benchmarks;

import java.util.concurrent.CountDownLatch;

/** What an end of a peer has seen of a batch. */
public final class End {

    private final CountDownLatch completed = new CountDownLatch(1);
    private final int items;
    private long count;
    private long sum;

    /**
     * @param items how many items are to come
     */
    public End(int items) {
        this.items = items;
    }

    /**
     * Adds an item. Not to be called by two threads at the same time.
     *
     * @param item the item
     */
    public void add(Item item) {
        count++;
        sum += item.value();
    }

    /**
     * How many have come.
     *
     * @return their number, for who adds them
     */
    public long count() {
        return count;
    }

    /** Says that nothing comes any more. */
    public void complete() {
        completed.countDown();
    }

    /** Completes once all have come; for peers that do not say when they are at an end. */
    public void completeIfFull() {
        if (count == items) {
            complete();
        }
    }

    /**
     * Waits for completion.
     *
     * @return what has arrived
     * @throws InterruptedException if the thread was interrupted
     */
    public Arrived await() throws InterruptedException {
        completed.await();
        return new Arrived(count, sum);
    }
}
