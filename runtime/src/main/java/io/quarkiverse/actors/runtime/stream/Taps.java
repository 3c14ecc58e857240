package io.quarkiverse.actors.runtime.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** Those who tap a stream. */
class Taps {

    private static final Tap[] NONE = {};
    private static final VarHandle OFFERED;
    private static final VarHandle LOST;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OFFERED = lookup.findVarHandle(Taps.class, "offered", long.class);
            LOST = lookup.findVarHandle(Taps.class, "lost", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Tap[] all = NONE;
    // the producer's
    private long offered;
    private long lost;

    /** Offers an item to all; returns whether there is anybody. Producer. */
    boolean offer(Object item) {
        Tap[] now = all;
        if (now.length == 0) {
            return false;
        }
        for (Tap tap : now) {
            tap.offer(item);
        }
        countOffered();
        return true;
    }

    /** A subscriber has lost an item. Producer; one of several, if these are the taps of the whole of branches. */
    final void countLost() {
        LOST.getAndAdd(this, 1L);
    }

    final Tap[] all() {
        return all;
    }

    final void countOffered() {
        OFFERED.setOpaque(this, offered + 1);
    }

    void flush() {
        for (Tap tap : all) {
            tap.flush();
        }
    }

    final void ended() {
        for (Tap tap : all) {
            tap.ended();
        }
    }

    final long offered() {
        return (long) OFFERED.getOpaque(this);
    }

    final long lost() {
        return (long) LOST.getOpaque(this);
    }

    final synchronized void add(Tap tap) {
        Tap[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = tap;
        all = more;
    }

    final synchronized void remove(Tap tap) {
        all = Arrays.stream(all).filter(t -> t != tap).toArray(Tap[]::new);
    }
}
