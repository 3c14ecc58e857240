package io.quarkiverse.actors.runtime.reference;

/** What a consumer has to do. */
final class ReferenceSink {
    final ReferenceActor producer;
    boolean joined;
    int waiting;
    int processed;

    ReferenceSink(ReferenceActor producer) {
        this.producer = producer;
    }
}
