package io.quarkiverse.actors.runtime.model;

/**
 * A method of an actor that the runtime calls.
 *
 * @param name the name of the method
 * @param call the position of its invoker among those of the actor
 * @param returns the kind of its return type
 * @param emits whether it yields values: {@code false} for {@code void} and for {@code Uni} and {@code CompletionStage} of
 *        {@code Void}
 * @param threading the kind of thread it runs on
 */
public record MethodModel(String name, int call, Returns returns, boolean emits, Threading threading) {

    /** The kind of a return type. */
    public enum Returns {
        /** {@code void}, or a plain value. */
        VALUE,
        /** A {@code Uni}. */
        UNI,
        /** A {@code CompletionStage}. */
        STAGE,
        /** A {@code Multi}. */
        MULTI
    }

    /** The kind of thread a method runs on. */
    public enum Threading {
        /** A worker thread, which may be blocked. */
        BLOCKING,
        /** An event loop, which must not be blocked. */
        NON_BLOCKING,
        /** A virtual thread, which may be blocked; a worker thread where there are none. */
        VIRTUAL
    }
}
