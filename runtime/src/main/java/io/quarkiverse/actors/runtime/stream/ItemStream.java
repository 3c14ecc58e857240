package io.quarkiverse.actors.runtime.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.smallrye.mutiny.Multi;

/**
 * What a task emits: one producer appends, and each consumer reads at its own pace behind it.
 * <p>
 * The producer {@link #reserve reserves} room before it emits, so that emitting never waits and no consumer is ever behind by
 * more than its bound. Methods say who may call them: the producer is whoever runs the task, one thread at a time.
 */
/*
 * One log, many cursors, after the ring of the LMAX Disruptor (M. Thompson et al., 2011): a sequence number published by the
 * producer, one published by each consumer, and no lock. Two divergences. The ring is a ring of segments of 64 slots, and each
 * lap allocates its segments anew: storing young items into an array that has grown old costs more in the collector's write
 * barrier than the allocation. And the ring grows to what its consumers' bounds ask for. Who does not hold the producer back
 * is no part of this: such a consumer, and a subscriber from outside, taps the stream and has a buffer of its own.
 *
 * Waiting for room: the producer announces that it waits, then looks again; a consumer publishes what it has consumed, then
 * looks whether the producer waits. One of the two sees the other.
 *
 * Joining and leaving: consumers are added and removed in a copied array; the producer takes notice when it reserves. What was
 * emitted to a consumer after it left is counted then.
 */
public final class ItemStream {

    private static final Cursor[] NONE = {};
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
    private Cursor[] known = NONE;

    // everybody's
    private volatile Cursor[] cursors = NONE;
    private final Taps taps;
    /** Null unless this is the whole of branches. */
    private final Confluence confluence;
    private final SegmentRing ring = new SegmentRing();
    private volatile Phase phase = Phase.OPEN;
    private volatile long published;
    /** What {@link #flushNews()} saw last. */
    private volatile long announced;
    private boolean waiting;

    /**
     * @param name the actor and the task, for messages
     * @param wakeProducer called when there is room again after {@link #reserve} returned none; any thread
     */
    public ItemStream(String name, Runnable wakeProducer) {
        this(name, wakeProducer, new Taps(), null);
    }

    ItemStream(String name, Runnable wakeProducer, Taps taps, Confluence confluence) {
        this.name = name;
        this.wakeProducer = wakeProducer;
        this.taps = taps;
        this.confluence = confluence;
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
        long number = (long) UNSEEN.getOpaque(this); // first: so none is counted twice
        for (Cursor cursor : known) {
            if (!contains(cursors, cursor)) {
                number += cursor.missed(published()); // the producer counts them when it reserves, if it ever does again
            }
        }
        return number;
    }

    /**
     * How many items subscribers from outside have lost because they were slow. Any thread.
     *
     * @return the number since the application started, counted for each subscriber
     */
    public long lost() {
        return taps.lost();
    }

    /**
     * Reserves room for the next items with every consumer, at most half of its buffer: so it can read the one half while the
     * other is filled. Producer.
     *
     * @param wanted how many items, at least 1
     * @param promised how many of an earlier reservation are still to be emitted; consumers that join now see as
     *        many of them as they have room for
     * @return how many may be emitted, the promised ones included, at most {@code wanted}; if these are no more than the
     *         promised ones, the producer is woken when a consumer has more room
     */
    public int reserve(int wanted, int promised) {
        acquaint(promised);
        int room = room(wanted);
        clear();
        if (room > promised || room == wanted) {
            return room;
        }
        WAITING.setVolatile(this, true);
        room = room(wanted);
        if (room > promised) {
            WAITING.setOpaque(this, false);
        }
        return room;
    }

    /** Takes back what is promised of an earlier reservation: consumers that joined meanwhile see all that comes. Producer. */
    public void withdraw() {
        for (Cursor cursor : known) {
            if (cursor.consumed() > sent) {
                cursor.begin(sent);
            }
        }
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
        ring.clear(until);
    }

    /**
     * Emits an item into reserved room. Producer. Consumers learn of it with {@link #flush()} at the latest.
     *
     * @param item the item, not null
     */
    public void emit(Object item) {
        boolean tapped = taps.offer(item);
        if (known.length == 0) {
            if (!tapped) {
                countUnseen(1);
            }
            return;
        }
        int slot = (int) sent & SegmentRing.SEGMENT - 1;
        if (slot == 0 || segment == null) {
            segment = ring.begin(sent);
        }
        segment[slot] = item;
        PUBLISHED.setRelease(this, ++sent);
    }

    /** Producer. */
    void countUnseen(long items) {
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
        taps.flush();
    }

    /** Wakes the consumers if anything was emitted since the last call of this method. Any thread, one at a time. */
    public void flushNews() {
        long now = published() + taps.offered();
        if (now != announced) {
            announced = now;
            flush();
        }
    }

    /**
     * Takes notice of consumers that came or went, as {@link #reserve} does. Producer.
     *
     * @param promised as for {@link #reserve}
     */
    public void acquaint(int promised) {
        if (cursors != known) {
            acquaint(cursors, promised);
        }
    }

    private void acquaint(Cursor[] now, int promised) {
        for (Cursor cursor : known) {
            if (!contains(now, cursor)) {
                countUnseen(cursor.missed(sent));
            }
        }
        int most = 0;
        int missedByAll = now.length == 0 ? 0 : promised;
        for (Cursor cursor : now) {
            most = Math.max(most, cursor.capacity());
            int missed = contains(known, cursor) ? 0 : Math.max(0, promised - cursor.capacity());
            if (!contains(known, cursor)) {
                cursor.begin(sent + missed);
            }
            missedByAll = Math.min(missedByAll, missed);
        }
        countUnseen(missedByAll);
        ring.grow(most, sent);
        known = now;
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
        taps.ended();
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
        taps.ended();
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

    /**
     * Whether the stream has no producer of its own, but is what its branches make up.
     *
     * @return {@code true} for the whole of what all instances of a keyed actor emit
     */
    public boolean isWhole() {
        return confluence != null;
    }

    /**
     * The branches of the whole. Any thread.
     *
     * @return those that are there at this moment
     */
    public Stream<ItemStream> branches() {
        return confluence.branches();
    }

    Confluence confluence() {
        return confluence;
    }

    /**
     * Whether every consumer that holds the producer back has read everything. Any thread.
     *
     * @return {@code false} while something waits
     */
    public boolean isDrained() {
        long now = published();
        for (Cursor cursor : cursors) {
            if (cursor.consumed() < now) {
                return false;
            }
        }
        return true;
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
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
        return ring.segment(sequence);
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

    Taps taps() {
        return taps;
    }
}
