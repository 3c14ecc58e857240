package io.quarkiverse.actors.runtime.model;

import io.quarkiverse.actors.Overflow;

/**
 * What a task consumes.
 *
 * @param actor the name of the producing actor
 * @param task the name of the producing task
 * @param buffer how many items may wait, at least 1
 * @param overflow what happens to an item for which there is no room
 * @param batchSize how many items an iteration takes at most; 0 for one item that is no batch
 * @param batchTimeout how long the first item of a batch waits for the others, as written, possibly a property expression;
 *        empty for as long as it takes
 */
public record InputModel(String actor, String task, int buffer, Overflow overflow, int batchSize, String batchTimeout) {

    /**
     * One item per iteration, with backpressure.
     *
     * @param actor the name of the producing actor
     * @param task the name of the producing task
     * @param buffer how many items may wait, at least 1
     * @return the input
     */
    public static InputModel of(String actor, String task, int buffer) {
        return new InputModel(actor, task, buffer, Overflow.BACKPRESSURE, 0, "");
    }
}
