package io.quarkiverse.actors.runtime.task;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.quarkiverse.actors.runtime.stream.Inlet;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;

/**
 * Makes batches of what comes in: one is ready when it is full, when its first item has waited long enough, or when nothing
 * more comes. Belongs to the task's turn, unless a method says otherwise.
 */
final class Batches {

    private static final long NOTHING_WAITS = Long.MIN_VALUE;

    private final Inlet inlet;
    private final int size;
    private final Duration timeout;
    private final TaskContext context;
    private final Runnable wake;
    /** The time from which on something has waited; for what stood behind a full batch, when that was taken. */
    private volatile long waitingSince = NOTHING_WAITS;
    private volatile boolean armed;
    private Timer timer;

    /**
     * @param timeout how long the first item waits for the others; null for as long as it takes
     * @param wake called when the time is over; any thread
     */
    Batches(Inlet inlet, int size, Duration timeout, TaskContext context, Runnable wake) {
        this.inlet = inlet;
        this.size = size;
        this.timeout = timeout;
        this.context = context;
        this.wake = wake;
    }

    /** Something may have come. Any thread. */
    void arrived() {
        if (timeout != null && waitingSince == NOTHING_WAITS && inlet.hasSome()) {
            waitingSince = now();
        }
    }

    /** How many batches are ready, at most as many as may be read before a release. */
    int ready(boolean draining) {
        boolean over = inlet.isOver(draining);
        int available = inlet.available();
        if (available >= size) {
            return Math.max(1, Math.min(available, inlet.half()) / size);
        }
        return available > 0 && (over || isDue()) ? 1 : 0;
    }

    private boolean isDue() {
        if (timeout == null) {
            return false;
        }
        long now = now();
        if (waitingSince == NOTHING_WAITS) {
            waitingSince = now;
        }
        long rest = timeout.toNanos() - (now - waitingSince);
        if (rest > 0 && !armed) {
            armed = true;
            timer = context.timers().after(Duration.ofNanos(rest), () -> {
                armed = false;
                wake.run();
            });
        }
        return rest <= 0;
    }

    /** The next batch; null if all its items were dropped in favour of newer ones. */
    List<Object> next() {
        Object[] items = new Object[Math.min(size, inlet.available())];
        int count = 0;
        for (Object item; count < items.length && (item = inlet.next()) != null; count++) {
            items[count] = item;
        }
        waitingSince = timeout == null || inlet.available() == 0 ? NOTHING_WAITS : now();
        return count == 0 ? null : Collections.unmodifiableList(Arrays.asList(items).subList(0, count));
    }

    private long now() {
        return context.nanoTime().getAsLong();
    }

    void close() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
