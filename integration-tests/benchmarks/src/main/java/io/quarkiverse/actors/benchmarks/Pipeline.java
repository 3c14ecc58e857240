package io.quarkiverse.actors.benchmarks;

/** Produces items, maps each, and adds them up. */
interface Pipeline extends AutoCloseable {

    /**
     * Sends the items 0, 1, 2 … through the pipeline and waits until the last has arrived.
     *
     * @param items how many
     * @return what has arrived
     */
    Arrived run(int items) throws Exception;

    /** Ends the threads. */
    @Override
    default void close() {
    }

    /** Sends a batch and fails if anything is missing, doubled or changed. */
    default void runChecked(int items, int steps) throws Exception {
        Arrived arrived = run(items);
        Arrived expected = new Arrived(items, (long) items * (items - 1) / 2 + (long) steps * items);
        if (!arrived.equals(expected)) {
            throw new IllegalStateException("Expected " + expected + ", got " + arrived);
        }
    }

    /**
     * What the last stage has seen.
     *
     * @param count how many items
     * @param sum the sum of their values
     */
    record Arrived(long count, long sum) {
    }
}
