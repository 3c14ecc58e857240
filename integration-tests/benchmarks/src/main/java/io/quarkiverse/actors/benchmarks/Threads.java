package io.quarkiverse.actors.benchmarks;

/** Where actors run. */
public enum Threads {
    /** On worker threads, as methods that may block do. */
    WORKERS,
    /** On event loops, as methods that are {@code @NonBlocking} do. */
    EVENT_LOOPS
}
