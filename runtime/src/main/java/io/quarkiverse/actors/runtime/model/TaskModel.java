package io.quarkiverse.actors.runtime.model;

import java.util.List;

/**
 * A task of an actor.
 *
 * @param name the name, unique within the actor
 * @param method the method of an iteration
 * @param inputs what the task consumes; empty for a source
 */
public record TaskModel(String name, MethodModel method, List<InputModel> inputs) {
}
