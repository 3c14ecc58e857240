package io.quarkiverse.actors.runtime.model;

/**
 * What a task consumes.
 *
 * @param actor the name of the producing actor
 * @param task the name of the producing task
 * @param buffer how many items may wait, at least 1
 */
public record InputModel(String actor, String task, int buffer) {
}
