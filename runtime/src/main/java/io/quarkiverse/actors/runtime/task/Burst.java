package io.quarkiverse.actors.runtime.task;

/** How many iterations of a task one turn takes, learned from how long they take. Belongs to the task's turn. */
/*
 * The number comes near to what takes TARGET_NANOS, so that tasks that are always ready get the same share of their threads: at
 * most twice as many as before, or as few as it takes. A burst of full length tells the pace of the task, a shorter one only
 * whether it took too long. Once that may be the machine's doing, which has many threads to serve; twice in a row it is the
 * task's.
 */
final class Burst {

    private static final long TARGET_NANOS = 10_000;
    private static final int LONGEST = 4096;

    private final int longest;
    private int length = 1;
    private boolean wasLong;

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
        wasLong = false;
    }

    /** Takes notice of a burst of so many iterations that took so long. */
    void learn(int done, long nanos) {
        boolean isLong = nanos > 2 * TARGET_NANOS;
        if (isLong ? wasLong : done >= length) {
            length = (int) Math.max(1, Math.min(done * TARGET_NANOS / Math.max(1, nanos), Math.min(2L * length, longest)));
        }
        wasLong = isLong;
    }
}
