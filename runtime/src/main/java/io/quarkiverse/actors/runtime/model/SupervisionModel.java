package io.quarkiverse.actors.runtime.model;

import io.quarkiverse.actors.SupervisionStrategy;

/**
 * How failures are dealt with, as written in the annotation; null for a member that is left out.
 *
 * @param place the class or method that carries the annotation, as errors name it; null for none
 * @param strategy what follows from a failure
 * @param maxRestarts the budget
 * @param within the window of the budget, possibly a property expression
 * @param backoff the first delay, possibly a property expression
 * @param maxBackoff the longest delay, possibly a property expression
 * @param jitter by what part of itself a delay is changed
 * @param maxAttempts how many times an item is attempted
 * @param newInstance whether a restart of the actor makes a new instance
 */
public record SupervisionModel(String place, SupervisionStrategy strategy, Integer maxRestarts, String within, String backoff,
        String maxBackoff, Double jitter, Integer maxAttempts, Boolean newInstance) {

    /** No annotation. */
    public static final SupervisionModel NONE = new SupervisionModel(null, null, null, null, null, null, null, null, null);
}
