package io.quarkiverse.actors.runtime.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.Executor;

import io.smallrye.mutiny.Multi;

/**
 * What a task emits: one producer appends, and each consumer reads at its own pace behind it.
 * <p>
 * The producer {@link #reserve reserves} room with every consumer before it emits, so that emitting never waits and no consumer
 * is
 * ever behind by more than its bound. Methods say who may call them: the producer is whoever runs the task, one thread at a
 * time.
 */
/*
 * One log, many cursors, after the ring of the LMAX Disruptor (M. Thompson et al., 2011): a sequence number published by the
 * producer, one published by each consumer, and no lock. Two divergences. The ring is a ring of segments of 64 slots, and each
 * lap
 * allocates its segments anew: storing young items into an array that has grown old costs more in the collector's write barrier
 * than the allocation. And the ring grows to what its consumers' bounds ask for.
 *
 * Waiting for room: the producer announces that it waits, then looks again; a consumer publishes what it has consumed, then
 * looks
 * whether the producer waits. One of the two sees the other.
 *
 * Joining and leaving: consumers are added and removed in a copied array; the producer takes notice when it reserves. What was
 * emitted to a consumer after it left is counted then.
 */
public final class ItemStream {

    static final int SEGMENT = 64;
    private static final Cursor[] NONE = {};
    private static final Subscriber[] NO_SUBSCRIBERS = {};
    private static final VarHandle PUBLISHED;
    private static final VarHandle WAITING;
    private static final VarHandle UNSEEN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PUBLISHED = lookup.findVarHandle(ItemStream.class, "published", long.class);
            WAITING = lookup.findVarHandle(ItemStream.class, "waiting", boolean.class);
            UNSEEN = lookup.findVarHandle(ItemStream.class, "unseen", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Whether anything more comes. */
    enum Phase {
        /** The producer goes on, or will when it is started again. */
        OPEN,
        /** The producer was stopped or has failed; a start opens the stream again. */
        ENDED,
        /** The producer has succeeded. */
        COMPLETED,
        /** The application ends. */
        CLOSED
    }

    private final String name;
    private final Runnable wakeProducer;

    // the producer's
    private long unseen;
    private Object[] segment;
    private long sent;
    /** Up to here items were forgotten, since every consumer is done with them. */
    private long cleared;
    private Cursor[] known = NONE;

    // everybody's
    private volatile Cursor[] cursors = NONE;
    private volatile Subscriber[] subscribers = NO_SUBSCRIBERS;
    private volatile Phase phase = Phase.OPEN;
    private volatile Object[][] segments = new Object[2][];
    private volatile long published;
    /** What {@link #flushNews()} saw last. */
    private volatile long announced;
    private boolean waiting;

    /**
     * @param name the actor and the task, for messages
     * @param wakeProducer called when there is room again after {@link #reserve} returned none; any thread
     */
    public ItemStream(String name, Runnable wakeProducer) {
        this.name = name;
        this.wakeProducer = wakeProducer;
    }

    /**
     * The actor and the task, for messages.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * How many items no consumer and no subscriber was there for. Any thread; exact while the producer does not run.
     *
     * @return the number since the application started
     */
    public long unseen() {
        long number = (long) UNSEEN.getOpaque(this);
        for (Cursor cursor : known) {
            if (!contains(cursors, cursor)) {
                number += cursor.missed(published()); // the producer counts them when it reserves, if it ever does again
            }
        }
        return number;
    }

    /**
     * Reserves room for the next items with every consumer, at most half of its buffer: so it can read the one half while the
     * other is filled. Producer.
     *
     * @param wanted how many items, at least 1
     * @param promised how many of an earlier reservation are still to be emitted; consumers that join now do not see them
     * @return how many may be emitted, the promised ones included, at most {@code wanted}; 0 if a consumer is full, in which
     *         case
     *         the producer is woken when it has room
     */
    public int reserve(int wanted, int promised) {
        if (cursors != known) {
            acquaint(promised);
        }
        int room = room(wanted);
        clear();
        if (room > 0) {
            return room;
        }
        WAITING.setVolatile(this, true);
        room = room(wanted);
        if (room > 0) {
            WAITING.setOpaque(this, false);
        }
        return room;
    }

    private int room(int wanted) {
        long room = wanted;
        for (Cursor cursor : known) {
            room = Math.min(room, Math.min(cursor.half(), cursor.capacity() - (sent - cursor.consumed())));
        }
        return (int) Math.max(room, 0);
    }

    /** Lets go of what every consumer is done with. */
    private void clear() {
        long until = sent;
        for (Cursor cursor : known) {
            until = Math.min(until, cursor.consumed());
        }
        while (cleared < until) {
            int slot = (int) cleared & SEGMENT - 1;
            int end = (int) Math.min(SEGMENT, slot + until - cleared);
            Arrays.fill(segment(cleared), slot, end, null);
            cleared += end - slot;
        }
    }

    /**
     * Emits an item into reserved room. Producer. Consumers learn of it with {@link #flush()} at the latest.
     *
     * @param item the item, not null
     */
    public void emit(Object item) {
        for (Subscriber subscriber : subscribers) {
            subscriber.offer(item);
        }
        if (known.length == 0) {
            if (subscribers.length == 0) {
                countUnseen(1);
            }
            return;
        }
        int slot = (int) sent & SEGMENT - 1;
        if (slot == 0 || segment == null) {
            segment = new Object[SEGMENT];
            Object[][] ring = segments;
            ring[(int) (sent / SEGMENT) & ring.length - 1] = segment;
        }
        segment[slot] = item;
        PUBLISHED.setRelease(this, ++sent);
    }

    private void countUnseen(long items) {
        UNSEEN.setOpaque(this, unseen + items);
    }

    /** Wakes the consumers for what was emitted. Any thread. */
    public void flush() {
        Cursor[] all = cursors;
        if (all.length > 0) {
            VarHandle.fullFence();
            for (Cursor cursor : all) {
                cursor.wake();
            }
        }
        for (Subscriber subscriber : subscribers) {
            subscriber.drain();
        }
    }

    /** Wakes the consumers if anything was emitted since the last call of this method. Any thread, one at a time. */
    public void flushNews() {
        long now = published();
        if (now != announced) {
            announced = now;
            flush();
        }
    }

    /** Takes notice of consumers that came or went. */
    private void acquaint(int promised) {
        Cursor[] now = cursors;
        for (Cursor cursor : known) {
            if (!contains(now, cursor)) {
                countUnseen(cursor.missed(sent));
            }
        }
        int most = 0;
        for (Cursor cursor : now) {
            most = Math.max(most, cursor.capacity());
            if (!contains(known, cursor)) {
                cursor.begin(sent + promised);
            }
        }
        grow(most);
        known = now;
    }

    private void grow(int capacity) {
        int needed = Integer.highestOneBit(capacity / SEGMENT + 1) * 2;
        Object[][] ring = segments;
        if (needed > ring.length) {
            Object[][] larger = new Object[needed][];
            long newest = Math.max(0, sent - 1) / SEGMENT;
            for (long i = Math.max(0, newest - ring.length + 1); i <= newest; i++) {
                larger[(int) i & needed - 1] = ring[(int) i & ring.length - 1];
            }
            segments = larger;
        }
    }

    private static boolean contains(Cursor[] cursors, Cursor cursor) {
        return Arrays.asList(cursors).contains(cursor);
    }

    /**
     * The end of the stream until it is opened again. Producer, or anybody once the producer has come to its end.
     *
     * @param completed whether the producer has succeeded; if not it was stopped or has failed
     */
    public void end(boolean completed) {
        if (phase != Phase.CLOSED) {
            phase = completed ? Phase.COMPLETED : Phase.ENDED;
        }
        for (Cursor cursor : cursors) {
            cursor.wake();
        }
        finishIfOver();
    }

    private void finishIfOver() {
        if (isOver()) {
            for (Subscriber subscriber : subscribers) {
                subscriber.finish();
            }
        }
    }

    /**
     * Forgets that the producer has succeeded, because its actor was stopped: it begins anew with the next start. Any thread.
     */
    public void reopen() {
        if (phase == Phase.COMPLETED) {
            phase = Phase.ENDED;
        }
    }

    /** Opens the stream for a new run of the producer, before that begins. */
    public void open() {
        if (phase != Phase.CLOSED) {
            phase = Phase.OPEN;
        }
    }

    /** Completes the subscribers because the application ends. Any thread. */
    public void close() {
        phase = Phase.CLOSED;
        finishIfOver();
    }

    /**
     * The stream as it is watched from outside of the actors: hot, with a buffer of 256 items a subscriber, oldest lost first.
     *
     * @param executor serves the subscribers, each one thing at a time
     * @return the items from the subscription on; completes when the producer succeeds, when it already has, and on
     *         {@link #close()}
     */
    public Multi<Object> watch(Executor executor) {
        return Subscriber.watch(this, executor);
    }

    /**
     * Whether the stream has not come to its end. Any thread.
     *
     * @return {@code false} once the producer has ended, until it is started again
     */
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    boolean isCompleted() {
        return phase == Phase.COMPLETED;
    }

    /** Whether subscribers are to be completed once they have seen everything. */
    boolean isOver() {
        Phase now = phase;
        return now == Phase.COMPLETED || now == Phase.CLOSED;
    }

    /** The sequence number after the last item that may be read. Any thread. */
    long published() {
        return (long) PUBLISHED.getVolatile(this);
    }

    /** The segment of a sequence number below {@link #published()} that is not yet consumed. Consumer. */
    Object[] segment(long sequence) {
        Object[][] now = segments;
        return now[(int) (sequence / SEGMENT) & now.length - 1];
    }

    void roomAppeared(boolean enough) {
        if ((boolean) WAITING.getVolatile(this) && enough && WAITING.compareAndSet(this, true, false)) {
            wakeProducer.run();
        }
    }

    synchronized void add(Cursor cursor) {
        if (!contains(cursors, cursor)) {
            Cursor[] more = Arrays.copyOf(cursors, cursors.length + 1);
            more[cursors.length] = cursor;
            cursors = more;
        }
    }

    synchronized void remove(Cursor cursor) {
        cursors = Arrays.stream(cursors).filter(c -> c != cursor).toArray(Cursor[]::new);
        roomAppeared(true);
    }

    synchronized void add(Subscriber subscriber) {
        Subscriber[] more = Arrays.copyOf(subscribers, subscribers.length + 1);
        more[subscribers.length] = subscriber;
        subscribers = more;
    }

    synchronized void remove(Subscriber subscriber) {
        subscribers = Arrays.stream(subscribers).filter(s -> s != subscriber).toArray(Subscriber[]::new);
    }
}
