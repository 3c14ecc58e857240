package io.quarkiverse.actors.runtime.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

import org.jctools.queues.MpmcArrayQueue;

import io.quarkiverse.actors.Overflow;

/** The inlet of a consumer that does not hold its producer back: a bounded buffer of its own that drops what it cannot hold. */
/*
 * The producer adds and, to drop the oldest, takes; the consumer takes. Only the producer adds, so the size it sees can only
 * have become smaller: the bound is exact although the queue rounds its own capacity up. An item that is added while the
 * consumer leaves is taken out again by one of the two: the consumer says that it has left, then empties the buffer; the
 * producer adds, then looks whether the consumer has left.
 */
final class LossyBuffer extends Inlet implements Tap {

    private static final VarHandle DROPPED;

    static {
        try {
            DROPPED = MethodHandles.lookup().findVarHandle(LossyBuffer.class, "dropped", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Overflow overflow;
    private final Runnable dropping;
    private final MpmcArrayQueue<Object> queue;
    private volatile boolean cut;
    private volatile boolean left;
    private volatile boolean overflowed;
    // the producer's
    private long dropped;
    // the consumer's
    private volatile int inHand;

    LossyBuffer(ItemStream stream, int capacity, Overflow overflow, Runnable wakeConsumer, Runnable dropping) {
        super(stream, capacity, wakeConsumer);
        this.overflow = overflow;
        this.dropping = dropping;
        this.queue = new MpmcArrayQueue<>(Math.max(2, capacity));
    }

    @Override
    public void join() {
        stream.taps().add(this);
    }

    // the producer's side

    @Override
    public void offer(Object item) {
        if (left) {
            stream.countUnseen(1);
            return;
        }
        if (queue.size() < capacity || makeRoom()) {
            queue.offer(item);
        }
        if (left) {
            stream.countUnseen(empty());
        }
    }

    private boolean makeRoom() {
        if (overflow == Overflow.DROP_OLDEST) {
            if (queue.poll() != null) {
                countDropped();
            }
            return true;
        }
        countDropped();
        if (overflow == Overflow.FAIL && !overflowed) {
            overflowed = true;
            wake();
        }
        return false;
    }

    private void countDropped() {
        DROPPED.setOpaque(this, dropped + 1);
        if (dropped == 1) {
            dropping.run();
        }
    }

    private long empty() {
        long items = 0;
        while (queue.poll() != null) {
            items++;
        }
        return items;
    }

    @Override
    public void flush() {
        wake();
    }

    @Override
    public void ended() {
        wake();
    }

    // the consumer's side

    @Override
    public int available() {
        return queue.size();
    }

    @Override
    public Object next() {
        Object item = queue.poll();
        if (item != null) {
            inHand++;
        }
        return item;
    }

    @Override
    public void release(int kept) {
        inHand = kept; // the producer does not wait
    }

    @Override
    public void cut() {
        cut = true;
        stream.taps().remove(this);
    }

    @Override
    boolean isCut() {
        return cut;
    }

    @Override
    public void leave(Consumer<Object> leftover) {
        stream.taps().remove(this);
        left = true;
        for (Object item = queue.poll(); item != null; item = queue.poll()) {
            leftover.accept(item);
        }
    }

    @Override
    public long abandon() {
        stream.taps().remove(this);
        left = true;
        return empty() + inHand;
    }

    @Override
    public long dropped() {
        return (long) DROPPED.getOpaque(this);
    }

    @Override
    public boolean hasOverflowed() {
        return overflowed;
    }
}
