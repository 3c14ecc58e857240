package io.quarkiverse.actors.runtime.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/** The inlet of a consumer that holds its producer back: a place in the log of the stream. */
public final class Cursor extends Inlet {

    private static final VarHandle CONSUMED;
    private static final VarHandle BEGUN;
    private static final long NEVER = -1;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CONSUMED = lookup.findVarHandle(Cursor.class, "consumed", long.class);
            BEGUN = lookup.findVarHandle(Cursor.class, "begun", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // the consumer's
    private long position;
    private Object[] segment;
    private long limit = Long.MAX_VALUE;
    /** What had been published when the consumer was given up. */
    private volatile long abandonedAt = NEVER;

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
        super(stream, capacity, wakeConsumer);
    }

    @Override
    public void join() {
        stream.add(this);
    }

    @Override
    public int available() {
        if (!(boolean) BEGUN.getAcquire(this) || abandonedAt != NEVER) {
            return 0;
        }
        return (int) Math.max(0, Math.min(stream.published(), limit) - position);
    }

    @Override
    public Object next() {
        int slot = (int) position & SegmentRing.SEGMENT - 1;
        if (slot == 0 || segment == null) {
            segment = stream.segment(position);
        }
        position++;
        return segment[slot];
    }

    @Override
    public void release(int kept) {
        long until = position - kept;
        CONSUMED.setVolatile(this, until);
        long waiting = stream.published() - until;
        stream.roomAppeared(waiting == 0 || capacity - waiting >= half());
    }

    @Override
    public void cut() {
        if (limit == Long.MAX_VALUE) {
            limit = (boolean) BEGUN.getAcquire(this) ? stream.published() : position;
        }
    }

    @Override
    boolean isCut() {
        return limit != Long.MAX_VALUE;
    }

    @Override
    public void leave(Consumer<Object> leftover) {
        cut();
        if (abandonedAt == NEVER && (boolean) BEGUN.getAcquire(this)) {
            while (available() > 0) {
                leftover.accept(next());
            }
            // before the cursor is removed: what comes after it is the producer's to count
            CONSUMED.setVolatile(this, position);
        }
        stream.remove(this);
    }

    @Override
    public long abandon() {
        long published = stream.published();
        abandonedAt = published;
        stream.remove(this);
        return (boolean) BEGUN.getAcquire(this) ? Math.max(0, published - consumed()) : 0;
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public boolean hasOverflowed() {
        return false;
    }

    int capacity() {
        return capacity;
    }

    long consumed() {
        return (long) CONSUMED.getVolatile(this);
    }

    /** Starts at a sequence number, from which on the consumer has read nothing. Producer. */
    void begin(long sequence) {
        position = sequence;
        consumed = sequence;
        BEGUN.setRelease(this, true);
    }

    /** How many items were emitted after the consumer left. Producer. */
    long missed(long sent) {
        long left = abandonedAt;
        return Math.max(0, sent - (left == NEVER ? consumed() : left));
    }
}
