package io.quarkiverse.actors.benchmarks;

/**
 * What the ends have seen of a batch.
 *
 * @param count how many items
 * @param sum the sum of their values
 */
public record Arrived(long count, long sum) {

    /**
     * What has to arrive of the items 0, 1, 2 …
     *
     * @param items how many
     * @param steps how many steps add one to each
     * @param ends how many ends see each
     * @return their number and sum
     */
    public static Arrived expected(long items, int steps, int ends) {
        return new Arrived(ends * items, ends * (items * (items - 1) / 2 + steps * items));
    }

    /**
     * Fails if anything is missing, doubled or changed.
     *
     * @param expected what has to arrive
     */
    public void check(Arrived expected) {
        if (!equals(expected)) {
            throw new IllegalStateException("Expected " + expected + ", got " + this);
        }
    }
}
