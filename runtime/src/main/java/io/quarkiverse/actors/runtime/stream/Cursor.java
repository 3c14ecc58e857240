package io.quarkiverse.actors.runtime.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/**
 * A consumer's place in a stream, from when it joins until it leaves.
 * <p>
 * Belongs to the task that consumes, one thread at a time, unless a method says otherwise. A cursor is used for one
 * membership only.
 */
public final class Cursor {

    private static final VarHandle CONSUMED;
    private static final VarHandle BEGUN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CONSUMED = lookup.findVarHandle(Cursor.class, "consumed", long.class);
            BEGUN = lookup.findVarHandle(Cursor.class, "begun", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ItemStream stream;
    private final int capacity;
    private final Runnable wakeConsumer;

    // the consumer's
    private long position;
    private Object[] segment;
    private long limit = Long.MAX_VALUE;
    private volatile boolean abandoned;

    // written by the consumer, read by the producer
    private long consumed;
    // written by the producer, read by the consumer
    private boolean begun;

    /**
     * @param stream the stream to consume
     * @param capacity how many items may wait, at least 1
     * @param wakeConsumer called when items have come or the stream has ended; any thread, often in vain
     */
    public Cursor(ItemStream stream, int capacity, Runnable wakeConsumer) {
        this.stream = stream;
        this.capacity = capacity;
        this.wakeConsumer = wakeConsumer;
    }

    /** Joins the stream: sees what is emitted from the producer's next reservation on. Any thread. */
    public void join() {
        stream.add(this);
    }

    /**
     * How many items are there to be read.
     *
     * @return the number at this moment
     */
    public int available() {
        if (!(boolean) BEGUN.getAcquire(this) || abandoned) {
            return 0;
        }
        return (int) Math.max(0, Math.min(stream.published(), limit) - position);
    }

    /**
     * Reads the next item; only if one is {@link #available}.
     *
     * @return the item
     */
    public Object next() {
        int slot = (int) position & ItemStream.SEGMENT - 1;
        if (slot == 0 || segment == null) {
            segment = stream.segment(position);
        }
        position++;
        return segment[slot];
    }

    /** Tells the producer that everything read so far is done with. */
    public void release() {
        CONSUMED.setVolatile(this, position);
        long waiting = stream.published() - position;
        stream.roomAppeared(waiting == 0 || capacity - waiting >= half());
    }

    /** Takes no more than what was emitted until now. */
    public void cut() {
        if (limit == Long.MAX_VALUE) {
            limit = (boolean) BEGUN.getAcquire(this) ? stream.published() : position;
        }
    }

    /**
     * Whether nothing more comes.
     *
     * @param draining whether the consumer is coming to its end too, so that a producer that was stopped or has failed is not
     *        waited for
     * @return {@code true} if everything was read and the producer has succeeded, or has ended while this consumer drains, or
     *         the input was cut
     */
    public boolean isExhausted(boolean draining) {
        boolean ended = draining ? !stream.isOpen() : stream.isCompleted();
        return (ended || limit != Long.MAX_VALUE) && available() == 0;
    }

    /**
     * Leaves the stream; the producer waits for this consumer no more.
     *
     * @param leftover gets each item that was emitted to this consumer and not read
     */
    public void leave(Consumer<Object> leftover) {
        cut();
        if (!abandoned && (boolean) BEGUN.getAcquire(this)) {
            while (available() > 0) {
                leftover.accept(next());
            }
            // before the cursor is removed: what comes after it is the producer's to count
            CONSUMED.setVolatile(this, position);
        }
        stream.remove(this);
    }

    /** Lets the producer go on although this consumer does not leave by itself; nothing more is read. Any thread. */
    public void abandon() {
        abandoned = true;
        stream.remove(this);
    }

    /**
     * The stream.
     *
     * @return the stream this cursor reads
     */
    public ItemStream stream() {
        return stream;
    }

    /**
     * How many items to read before a {@link #release}, so that the producer can go on meanwhile.
     *
     * @return half of the capacity, at least 1
     */
    public int half() {
        return (capacity + 1) / 2;
    }

    int capacity() {
        return capacity;
    }

    long consumed() {
        return (long) CONSUMED.getVolatile(this);
    }

    /** Starts at a sequence number. Producer. */
    void begin(long sequence) {
        position = sequence;
        consumed = sequence;
        BEGUN.setRelease(this, true);
    }

    /** How many items were emitted after the consumer left. Producer. */
    long missed(long sent) {
        return Math.max(0, sent - consumed());
    }

    void wake() {
        wakeConsumer.run();
    }
}
