package io.quarkiverse.actors.benchmarks;

/** The payload; a new one for each message. */
record Item(long value) {
}
