package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;

/** Stops the instances of a keyed actor that nobody uses. Control thread. */
/*
 * Nothing is noted when an instance is used: a few times per timeout it is looked whether each has done anything. So use costs
 * nothing, and an instance stops a little later than it could. All instances are looked at: where that takes long for the
 * timeout, it is done less often.
 */
final class IdleWatch {

    private static final int LOOKS_PER_TIMEOUT = 8;
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);
    /** The control thread, which has other things to do, looks at most one part in so many of its time. */
    private static final int SHARE = 4;
    /** Stops in progress at the same time, so that a hundred thousand do not take up a hundred thousand times the memory. */
    private static final int MOST_AT_ONCE = 256;

    private final ActorNode node;
    private final Duration timeout;
    private boolean armed;
    /** How long the last look took. */
    private Duration lastLook = Duration.ZERO;
    private int stopping;
    /** Whether there were more to be stopped. */
    private boolean more;

    /**
     * @param timeout null for ever
     */
    IdleWatch(ActorNode node, Duration timeout) {
        this.node = node;
        this.timeout = timeout;
    }

    void begin() {
        if (timeout != null && !armed && !node.isClosed()) {
            armed = true;
            Duration interval = longest(timeout.dividedBy(LOOKS_PER_TIMEOUT),
                    longest(SHORTEST_INTERVAL, lastLook.multipliedBy(SHARE)));
            Surroundings surroundings = node.surroundings();
            surroundings.timers().after(interval, () -> surroundings.control().execute(this::tick));
        }
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private void tick() {
        armed = false;
        long begin = node.surroundings().nanoTime().getAsLong();
        look();
        lastLook = Duration.ofNanos(node.surroundings().nanoTime().getAsLong() - begin);
        if (!node.cells().isEmpty()) {
            begin();
        }
    }

    private void look() {
        more = false;
        if (node.isClosed()) {
            return;
        }
        for (ActorCell cell : node.cells()) {
            if (!cell.isUnused(timeout) || cell.isLeaving()) {
                continue;
            }
            if (stopping == MOST_AT_ONCE) {
                more = true;
                return;
            }
            stop(cell);
        }
    }

    private void stop(ActorCell cell) {
        if (!cell.leaveForSuccessor()) {
            return;
        }
        stopping++;
        node.surroundings().stopper().accept(cell);
        cell.gone().whenComplete((ignored, never) -> {
            stopping--;
            if (stopping == 0 && more) {
                node.surroundings().control().execute(this::look);
            }
        });
    }
}
