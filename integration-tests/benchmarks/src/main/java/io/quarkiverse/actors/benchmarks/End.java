package io.quarkiverse.actors.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What an end of a peer has seen of a batch. */
public final class End {

    private final CompletableFuture<Void> completed = new CompletableFuture<>();
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
        completed.complete(null);
    }

    /**
     * Says that nothing comes any more because something failed.
     *
     * @param failure the failure
     */
    public void fail(Throwable failure) {
        completed.completeExceptionally(failure);
    }

    /**
     * Completes once all have come; for peers that do not say when they are at an end.
     *
     * @return whether all have come
     */
    public boolean completeIfFull() {
        boolean full = count == items;
        if (full) {
            complete();
        }
        return full;
    }

    /**
     * Waits for completion.
     *
     * @return what has arrived
     * @throws Exception if it failed, or took longer than a minute
     */
    public Arrived await() throws Exception {
        completed.get(1, TimeUnit.MINUTES);
        return new Arrived(count, sum);
    }
}
