package io.quarkiverse.actors.runtime.turn;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Timers of which those that are due within the same millisecond share one, so that ten thousand periodic tasks wake a thread a
 * thousand times a second at most. Short delays keep a timer of their own, and their resolution. Any thread.
 */
/*
 * The single level of a timing wheel (G. Varghese, T. Lauck: Hashed and Hierarchical Timing Wheels, 1987), kept as a map, since
 * most of its slots would be empty: setting and cancelling cost the same however many there are.
 */
public final class SharedTimers implements Timers {

    private static final long SLOT_NANOS = 1_000_000;
    private static final long SHORT_NANOS = 10 * SLOT_NANOS;

    private final Timers timers;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<Long, Slot> slots = new ConcurrentHashMap<>();

    /**
     * Shares timers.
     *
     * @param timers the timers that are shared
     * @param nanoTime the clock of those
     */
    public SharedTimers(Timers timers, LongSupplier nanoTime) {
        this.timers = timers;
        this.nanoTime = nanoTime;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        long nanos = delay.toNanos();
        if (nanos < SHORT_NANOS) {
            return timers.after(delay, action);
        }
        long now = nanoTime.getAsLong();
        Long end = Math.floorDiv(now + nanos + SLOT_NANOS - 1, SLOT_NANOS);
        Call call = new Call(end, action);
        slots.compute(end, (key, slot) -> {
            Slot there = slot == null ? new Slot(timers.after(Duration.ofNanos(key * SLOT_NANOS - now), () -> fire(key)))
                    : slot;
            there.add(call);
            return there;
        });
        return call;
    }

    private void fire(Long end) {
        Slot slot = slots.remove(end);
        Call next = slot == null ? null : slot.oldest; // null if all were cancelled just now
        while (next != null) {
            Call call = next;
            next = call.newer;
            call.make();
        }
    }

    /** What is due at the same time; touched only while the map holds on to its key, and by whoever has taken it out. */
    private static final class Slot {

        private final Timer timer;
        private Call oldest;
        private Call newest;

        Slot(Timer timer) {
            this.timer = timer;
        }

        void add(Call call) {
            call.slot = this;
            call.older = newest;
            if (newest == null) {
                oldest = call;
            } else {
                newest.newer = call;
            }
            newest = call;
        }

        void remove(Call call) {
            if (call.older == null) {
                oldest = call.newer;
            } else {
                call.older.newer = call.newer;
            }
            if (call.newer == null) {
                newest = call.older;
            } else {
                call.newer.older = call.older;
            }
            call.slot = null;
        }
    }

    private final class Call implements Timer {

        private final Long end;
        private volatile Runnable action;
        private Slot slot;
        private Call older;
        private Call newer;

        Call(Long end, Runnable action) {
            this.end = end;
            this.action = action;
        }

        @Override
        public void cancel() {
            if (action == null) {
                return;
            }
            action = null;
            slots.computeIfPresent(end, (key, there) -> {
                if (slot != there) {
                    return there;
                }
                there.remove(this);
                if (there.oldest != null) {
                    return there;
                }
                there.timer.cancel();
                return null;
            });
        }

        void make() {
            Runnable made = action;
            action = null;
            if (made == null) {
                return;
            }
            try {
                made.run();
            } catch (Throwable failure) {
                LOG.timerBug(failure);
            }
        }
    }
}
