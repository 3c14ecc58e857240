package io.quarkiverse.actors.runtime.stream;

import java.util.Arrays;

/** The segments of a stream's log. The producer writes, consumers read what was published to them. */
final class SegmentRing {

    static final int SEGMENT = 64;

    private volatile Object[][] segments = new Object[2][];
    /** Up to here items were forgotten. */
    private long cleared;

    /** The segment of a sequence number that is written and not yet consumed. */
    Object[] segment(long sequence) {
        Object[][] now = segments;
        return now[(int) (sequence / SEGMENT) & now.length - 1];
    }

    /** Begins a segment. Producer. */
    Object[] begin(long sequence) {
        Object[] segment = new Object[SEGMENT];
        Object[][] ring = segments;
        ring[(int) (sequence / SEGMENT) & ring.length - 1] = segment;
        return segment;
    }

    /** Lets go of the items before a sequence number. Producer. */
    void clear(long until) {
        while (cleared < until) {
            int slot = (int) cleared & SEGMENT - 1;
            int end = (int) Math.min(SEGMENT, slot + until - cleared);
            Arrays.fill(segment(cleared), slot, end, null);
            cleared += end - slot;
        }
    }

    /** Makes room for a capacity; so many items were written. Producer. */
    void grow(int capacity, long sent) {
        int needed = Integer.highestOneBit(capacity / SEGMENT + 1) * 2;
        Object[][] ring = segments;
        if (needed > ring.length) {
            Object[][] larger = new Object[needed][];
            long newest = Math.max(0, sent - 1) / SEGMENT;
            for (long i = Math.max(0, newest - ring.length + 1); i <= newest; i++) {
                larger[(int) i & needed - 1] = ring[(int) i & ring.length - 1];
            }
            segments = larger;
        }
    }
}
