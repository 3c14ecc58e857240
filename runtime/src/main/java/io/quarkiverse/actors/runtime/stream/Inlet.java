package io.quarkiverse.actors.runtime.stream;

import java.util.function.Consumer;

import io.quarkiverse.actors.Overflow;

/**
 * A consumer's end of a stream, from when it joins until it leaves: what was emitted to the consumer and not read waits here.
 * <p>
 * Belongs to the task that consumes, one thread at a time, unless a method says otherwise. An inlet is used for one membership
 * only.
 */
public abstract class Inlet {

    final ItemStream stream;
    final int capacity;
    private final Runnable wakeConsumer;

    Inlet(ItemStream stream, int capacity, Runnable wakeConsumer) {
        this.stream = stream;
        this.capacity = capacity;
        this.wakeConsumer = wakeConsumer;
    }

    /**
     * A consumer's end of a stream.
     *
     * @param stream the stream to consume
     * @param capacity how many items may wait, at least 1; of each branch of a stream that has branches
     * @param overflow what happens to an item for which there is no room
     * @param wakeConsumer called when items have come or the stream has ended; any thread, often in vain
     * @param dropping called when the first item is dropped; on the producer's thread
     * @return an inlet that has not joined
     */
    public static Inlet of(ItemStream stream, int capacity, Overflow overflow, Runnable wakeConsumer, Runnable dropping) {
        if (stream.isWhole()) {
            return new Merge(stream, capacity, overflow, wakeConsumer, dropping);
        }
        return overflow == Overflow.BACKPRESSURE ? new Cursor(stream, capacity, wakeConsumer)
                : new LossyBuffer(stream, capacity, overflow, wakeConsumer, dropping);
    }

    /** Joins the stream: sees what is emitted from the producer's next reservation on, at the latest. Any thread. */
    public abstract void join();

    /**
     * How many items are there to be read.
     *
     * @return the number at this moment
     */
    public abstract int available();

    /**
     * Whether there seem to be items to be read. Any thread.
     *
     * @return a guess, right if nothing happens at the moment
     */
    public boolean hasSome() {
        return available() > 0;
    }

    /**
     * Reads the next item; only if one is {@link #available}.
     *
     * @return the item; null if it was dropped in favour of a newer one that is about to come
     */
    public abstract Object next();

    /**
     * Tells the producer what is done with: everything read so far but for the last items.
     *
     * @param kept how many of the items read last are still needed
     */
    public abstract void release(int kept);

    /** Takes no more than what was emitted until now. */
    public abstract void cut();

    abstract boolean isCut();

    /**
     * Whether nothing more comes than what is available.
     *
     * @param draining whether the consumer is coming to its end too, so that a producer that was stopped or has failed is not
     *        waited for
     * @return {@code true} if the producer has succeeded, or has ended while this consumer drains, or the input was cut
     */
    public boolean isOver(boolean draining) {
        return (draining ? !stream.isOpen() : stream.isCompleted()) || isCut();
    }

    /**
     * Whether nothing more comes and everything was read.
     *
     * @param draining as for {@link #isOver}
     * @return {@code true} if the consumer has nothing left to do here
     */
    public final boolean isExhausted(boolean draining) {
        return isOver(draining) && available() == 0;
    }

    /**
     * Leaves the stream; the producer waits for this consumer no more.
     *
     * @param leftover gets each item that was emitted to this consumer and not read
     */
    public abstract void leave(Consumer<Object> leftover);

    /**
     * Lets the producer go on although this consumer does not leave by itself; nothing more is read. Any thread.
     *
     * @return how many items were emitted to this consumer and not released
     */
    public abstract long abandon();

    /**
     * How many items were dropped because there was no room for them. Any thread.
     *
     * @return the number since this consumer joined
     */
    public abstract long dropped();

    /**
     * Whether an item came for which there was no room since this was last asked, and the consumer is to fail for it.
     *
     * @return always {@code false} unless the policy is {@link Overflow#FAIL}
     */
    public abstract boolean takeOverflow();

    /**
     * The stream.
     *
     * @return the stream this consumer reads
     */
    public final ItemStream stream() {
        return stream;
    }

    /**
     * How many items to read before a {@link #release}, so that the producer can go on meanwhile.
     *
     * @return half of the capacity, at least 1
     */
    public final int half() {
        return capacity - capacity / 2;
    }

    final void wake() {
        wakeConsumer.run();
    }
}
