package io.quarkiverse.actors.runtime.resource;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The steps of one actor that have begun and not ended, also those that were given up. Control thread. */
final class StepsInProgress {

    private final Set<Step> steps = new LinkedHashSet<>();
    private CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);
    private boolean patient;

    /** In the order in which they began. */
    Set<Step> all() {
        return steps;
    }

    void add(Step step) {
        steps.add(step);
    }

    void remove(Step step) {
        steps.remove(step);
        if (steps.isEmpty()) {
            settled.complete(null);
        }
    }

    /** From now on {@link #settled()} waits, until {@link #abandon()}. */
    void await() {
        patient = true;
    }

    /** What waits for the steps goes on without them. */
    void abandon() {
        patient = false;
        settled.complete(null);
    }

    /** Completes when no step is in progress, or when they are abandoned. */
    CompletableFuture<Void> settled() {
        if (steps.isEmpty() || !patient) {
            return CompletableFuture.completedFuture(null);
        }
        if (settled.isDone()) {
            settled = new CompletableFuture<>();
        }
        return settled;
    }
}
