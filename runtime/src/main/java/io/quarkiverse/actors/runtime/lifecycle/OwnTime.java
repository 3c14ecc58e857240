package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;

/**
 * The time that an actor has for its own part of a stop. It runs only while nobody else is waited for, so that an actor does
 * not
 * pay for those before it. What has not ended in time is given up step by step. Control thread.
 */
final class OwnTime {

    private static final Runnable NOTHING = () -> {
    };

    private final ActorCell cell;
    private final Duration limit;
    private final Runnable expire;
    private Duration left;
    private boolean running;
    private long since;
    private Runnable withdraw = NOTHING;

    /**
     * @param limit of all parts together; null for none
     * @param expire gives up something, each time it is called
     */
    OwnTime(ActorCell cell, Duration limit, Runnable expire) {
        this.cell = cell;
        this.limit = limit;
        this.left = limit;
        this.expire = expire;
    }

    boolean isLimited() {
        return limit != null;
    }

    Duration limit() {
        return limit;
    }

    /** Goes on; some time is kept for what comes later. */
    void run(Duration kept) {
        if (limit != null && !running) {
            running = true;
            since = cell.nanoTime();
            Duration now = left.minus(kept);
            arm(now.isNegative() ? Duration.ZERO : now);
        }
    }

    private void arm(Duration delay) {
        withdraw = cell.onControlAfter(delay, () -> {
            if (running) {
                arm(StopGroup.grace(limit));
                expire.run();
            }
        });
    }

    /** Stands still. */
    void hold() {
        if (running) {
            running = false;
            withdraw.run();
            left = left.minusNanos(cell.nanoTime() - since);
        }
    }
}
