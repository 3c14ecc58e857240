package io.quarkiverse.actors.runtime.turn;

/** Calls one method of an actor. */
@FunctionalInterface
public interface MethodCall {

    /** The arguments of a method without parameters. */
    Object[] NO_ARGUMENTS = {};

    /**
     * Calls the method.
     *
     * @param instance the actor
     * @param arguments the arguments; not kept
     * @return what the method returned, null for {@code void}
     * @throws Throwable what the method threw
     */
    Object call(Object instance, Object[] arguments) throws Throwable;
}
