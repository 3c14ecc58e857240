package io.quarkiverse.actors.runtime.task;

import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.quarkiverse.actors.runtime.stream.Cursor;
import io.quarkiverse.actors.runtime.stream.ItemStream;

/** What a task consumes: one or more streams, merged a run at a time. Belongs to the task's turn. */
final class Inputs {

    /**
     * One of the streams.
     *
     * @param stream the stream
     * @param buffer how many items may wait
     */
    record Source(ItemStream stream, int buffer) {
    }

    private final List<Source> sources;
    private volatile Cursor[] cursors = {};
    private volatile List<Cursor> cut;
    private Cursor current;
    private int turn;

    Inputs(List<Source> sources) {
        this.sources = sources;
    }

    void join(Runnable wake) {
        cut = null;
        cursors = sources.stream().map(s -> new Cursor(s.stream(), s.buffer(), wake)).toArray(Cursor[]::new);
        for (Cursor cursor : cursors) {
            cursor.join();
        }
    }

    /** Takes nothing more from some streams, as of the next {@link #select}. Any thread. */
    void cut(Predicate<ItemStream> which) {
        cut = Stream.of(cursors).filter(cursor -> which.test(cursor.stream())).toList();
    }

    /** Turns to the next stream that has items; returns how many can be read, at most so many. */
    int select(int most) {
        applyCut();
        Cursor[] all = cursors;
        for (int i = 0; i < all.length; i++) {
            turn = turn + 1 == all.length ? 0 : turn + 1;
            int available = all[turn].available();
            if (available > 0) {
                current = all[turn];
                return Math.min(Math.min(available, current.half()), most);
            }
        }
        return 0;
    }

    private void applyCut() {
        List<Cursor> toCut = cut;
        if (toCut != null) {
            cut = null;
            toCut.forEach(Cursor::cut);
        }
    }

    Object next() {
        return current.next();
    }

    /** The name of the stream that is being read. */
    String currentStream() {
        return current.stream().name();
    }

    void release() {
        if (current != null) {
            current.release();
        }
    }

    boolean isExhausted(boolean draining) {
        for (Cursor cursor : cursors) {
            if (!cursor.isExhausted(draining)) {
                return false;
            }
        }
        return true;
    }

    /** Leaves all streams; tells how many items of each were not read. */
    void leave(ObjLongConsumer<String> undelivered) {
        for (Cursor cursor : cursors) {
            long[] left = { 0 };
            cursor.leave(item -> left[0]++);
            if (left[0] > 0) {
                undelivered.accept(cursor.stream().name(), left[0]);
            }
        }
        current = null;
    }

    /** Lets the producers go on without this consumer. Any thread. */
    void abandon() {
        for (Cursor cursor : cursors) {
            cursor.abandon();
        }
    }
}
