package io.quarkiverse.actors.benchmarks.message;

import java.util.function.LongConsumer;

import io.quarkiverse.actors.benchmarks.Item;

/** Whoever answers questions, one at a time, with the next number; asked in the way that is usual for it. */
interface Answering extends AutoCloseable {

    /**
     * Asks and waits.
     *
     * @param question any number
     * @return the answer
     */
    long ask(Item question);

    /**
     * Asks without waiting.
     *
     * @param question any number
     * @param heard called with the answer, on any thread
     */
    void ask(Item question, LongConsumer heard);

    /** Ends what is its own. */
    @Override
    default void close() {
    }
}
