package io.quarkiverse.actors.runtime.supervision;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The restarts that an actor has spent. Not thread-safe. */
final class Budget {

    /** When restarts were spent, oldest first, as far back as any limit asks. */
    private final Deque<Long> spent = new ArrayDeque<>();
    private Duration longest = Duration.ZERO;

    /**
     * Spends a restart.
     *
     * @param supervision says how many may be spent in what time
     * @param now the present time in nanoseconds
     * @return {@code false} if none was left
     */
    boolean spend(Supervision supervision, long now) {
        if (supervision.maxRestarts() < 0) {
            return true;
        }
        longest = longest.compareTo(supervision.within()) < 0 ? supervision.within() : longest;
        long memory = longest.toNanos();
        spent.removeIf(at -> now - at >= memory);
        long window = supervision.within().toNanos();
        if (spent.stream().filter(at -> now - at < window).count() >= supervision.maxRestarts()) {
            return false;
        }
        spent.add(now);
        return true;
    }

    void reset() {
        spent.clear();
    }
}
