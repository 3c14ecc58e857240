package io.quarkiverse.actors.runtime.task;

import java.util.ArrayList;
import java.util.List;

/** What a task waits for after failures, where several iterations may fail beside others. Belongs to the task's turn. */
final class Backoffs {

    private final List<Delay> delays = new ArrayList<>();

    Delay add(Delay delay) {
        delays.add(delay);
        return delay;
    }

    /** Forgets those that are over; returns whether the last one is among them. */
    boolean pass() {
        return delays.removeIf(Delay::isOver) && delays.isEmpty();
    }

    boolean areOver() {
        return delays.isEmpty();
    }

    /** Ends them before their time. */
    void end() {
        delays.forEach(Delay::end);
    }
}
