package io.quarkiverse.actors;

/** What happens to an item for which a consumer has no room; see {@link ConsumeFrom#overflow()}. */
public enum Overflow {
    /** The producer waits: it begins an iteration only when there is room, so nothing is lost. */
    BACKPRESSURE,
    /** The oldest item that waits is dropped and counted; the producer never waits. */
    DROP_OLDEST,
    /** The new item is dropped and counted; the producer never waits. */
    DROP_NEWEST,
    /** The new item is dropped and counted, and the consumer fails; the producer never waits. */
    FAIL
}
