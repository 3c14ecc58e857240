package io.quarkiverse.actors.benchmarks;

/**
 * The payload; a new one for each message.
 *
 * @param value any number
 */
public record Item(long value) {

    /**
     * The step in the middle of a pipeline.
     *
     * @return the next number
     */
    public Item increment() {
        return new Item(value + 1);
    }
}
