package io.quarkiverse.actors.runtime.model;

/**
 * A resource of an actor.
 *
 * @param method the method that acquires it; its name is the name of the resource
 * @param timeout the limit of acquisition and of release as written in the annotation, possibly a property expression, empty
 *        for none
 * @param optional whether the actor starts without it
 */
public record ResourceModel(MethodModel method, String timeout, boolean optional) {
}
