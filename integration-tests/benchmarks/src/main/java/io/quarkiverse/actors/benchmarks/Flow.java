package io.quarkiverse.actors.benchmarks;

/** One way to move items from a source to one end or several. */
@FunctionalInterface
public interface Flow extends AutoCloseable {

    /**
     * Sends the items 0, 1, 2 … and waits until the last has arrived.
     *
     * @param items how many
     * @return what has arrived
     * @throws Exception if it failed
     */
    Arrived run(int items) throws Exception;

    /** Ends the threads that are its own. */
    @Override
    default void close() {
    }
}
