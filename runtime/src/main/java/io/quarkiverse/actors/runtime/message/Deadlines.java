package io.quarkiverse.actors.runtime.message;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

import io.quarkiverse.actors.runtime.turn.Timers;

/**
 * Ends the waiting for replies that do not come in time. Never early, and late by no more than a fiftieth of the time, 40 ms
 * at most.
 */
/*
 * Nearly every reply comes within microseconds, so one timer for each would cost more than the reply. A new one is only pushed
 * onto a stack, which is looked through once per tick: what has been answered by then is forgotten, and the rest is kept in the
 * order of its end, which is the order of its coming since all have the same time. While nothing is awaited there is no tick.
 */
public final class Deadlines {

    private static final long LONGEST_TICK_MILLIS = 20;
    /** Threads push onto several stacks, each in a cache line of its own. */
    private static final int STACKS = 8;
    private static final int SPACING = 16;
    private static final int FEW = 1024;

    private record Awaited(Reply<?> reply, long end) {
    }

    private final Duration limit;
    private final Duration tick;
    private final Timers timers;
    private final LongSupplier nanoTime;
    private final AtomicReferenceArray<Reply<?>> stacks = new AtomicReferenceArray<>(STACKS * SPACING);
    private final AtomicBoolean ticking = new AtomicBoolean();
    /** Belongs to the tick, as does what follows. */
    private final Deque<Awaited> awaited = new ArrayDeque<>();
    private int many = FEW;

    /**
     * @param limit how long a reply is waited for, positive
     * @param timers call back
     * @param nanoTime measures time
     */
    public Deadlines(Duration limit, Timers timers, LongSupplier nanoTime) {
        this.limit = limit;
        this.tick = Duration.ofMillis(Math.max(1, Math.min(LONGEST_TICK_MILLIS, limit.toMillis() / 100)));
        this.timers = timers;
        this.nanoTime = nanoTime;
    }

    Duration limit() {
        return limit;
    }

    /** From now on a reply has the time that is the limit. Any thread. */
    void add(Reply<?> reply) {
        int stack = ((int) Thread.currentThread().getId() & STACKS - 1) * SPACING;
        Reply<?> newest;
        do {
            newest = stacks.get(stack);
            reply.older = newest;
        } while (!stacks.compareAndSet(stack, newest, reply));
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            timers.after(tick, this::tick);
        }
    }

    private void tick() {
        long now = nanoTime.getAsLong();
        boolean added = collect(now + limit.toNanos());
        expire(now);
        if (awaited.size() > many) {
            awaited.removeIf(one -> one.reply.isDone());
            many = Math.max(FEW, 2 * awaited.size());
        }
        if (added || !awaited.isEmpty()) {
            timers.after(tick, this::tick);
            return;
        }
        ticking.set(false);
        if (hasNew() && ticking.compareAndSet(false, true)) {
            timers.after(tick, this::tick);
        }
    }

    private boolean collect(long end) {
        boolean any = false;
        for (int stack = 0; stack < stacks.length(); stack += SPACING) {
            Reply<?> reply = stacks.getAndSet(stack, null);
            any |= reply != null;
            while (reply != null) {
                if (!reply.isDone()) {
                    awaited.add(new Awaited(reply, end));
                }
                Reply<?> older = reply.older;
                reply.older = null;
                reply = older;
            }
        }
        return any;
    }

    private boolean hasNew() {
        for (int stack = 0; stack < stacks.length(); stack += SPACING) {
            if (stacks.get(stack) != null) {
                return true;
            }
        }
        return false;
    }

    private void expire(long now) {
        for (Awaited first = awaited.peek(); first != null; first = awaited.peek()) {
            if (!first.reply.isDone()) {
                if (first.end - now > 0) {
                    return;
                }
                first.reply.expire(limit);
            }
            awaited.poll();
        }
    }
}
