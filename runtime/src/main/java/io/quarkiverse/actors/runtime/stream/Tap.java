package io.quarkiverse.actors.runtime.stream;

/** Is offered every item of a stream on its own and never holds the producer back. */
interface Tap {

    /** Takes an item, or drops one. Producer. */
    void offer(Object item);

    /** Items were offered. Any thread. */
    void flush();

    /** The producer has come to an end, perhaps not for good. Any thread. */
    void ended();
}
