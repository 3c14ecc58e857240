package io.quarkiverse.actors.runtime.supervision;

import java.util.ArrayDeque;
import java.util.Deque;

/** The restarts that an actor has spent. Not thread-safe. */
final class Budget {

    /** When restarts were spent, oldest first; no more of them than any limit asks for. */
    private final Deque<Long> spent = new ArrayDeque<>();

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
        long window = supervision.within().toNanos();
        long recent = spent.stream().filter(at -> now - at < window).count();
        if (recent >= supervision.maxRestarts()) {
            return false;
        }
        spent.add(now);
        while (spent.size() > supervision.maxRestarts()) {
            spent.poll();
        }
        return true;
    }
}
