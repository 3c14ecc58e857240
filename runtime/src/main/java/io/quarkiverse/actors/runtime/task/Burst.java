package io.quarkiverse.actors.runtime.task;

/** How many iterations of a task one turn takes, learned from how long they take. Belongs to the task's turn. */
/*
 * The number doubles while bursts stay short and shrinks in proportion when one was long, so that a task keeps its actor and
 * its thread for about TARGET_NANOS.
 */
final class Burst {

    private static final long TARGET_NANOS = 10_000;
    private static final int LONGEST = 4096;

    private final int longest;
    private int length = 1;

    /**
     * @param single whether a turn takes one iteration only, however short it is
     */
    Burst(boolean single) {
        this.longest = single ? 1 : LONGEST;
    }

    /** How many iterations the next turn may take. */
    int length() {
        return length;
    }

    /** Forgets what was learned. */
    void reset() {
        length = 1;
    }

    /** Takes notice of a burst of so many iterations that took so long. */
    void learn(int done, long nanos) {
        if (nanos > 2 * TARGET_NANOS) {
            length = (int) Math.max(1, done * TARGET_NANOS / nanos);
        } else if (nanos < TARGET_NANOS / 2 && done >= length) {
            length = Math.min(length * 2, longest);
        }
    }
}
