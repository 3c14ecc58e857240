package io.quarkiverse.actors.runtime.turn;

import java.util.concurrent.Executor;
import java.util.function.Function;

/** What is around a thread without being handed on from call to call. */
public interface Contexts {

    /** What somebody does for a caller. */
    enum Kind {
        /** Replies. */
        ASK,
        /** Replies with what comes of a {@code Uni}, which the function returns. */
        ASK_ASYNC,
        /** Does not reply. */
        TELL
    }

    /** Nothing is. */
    Contexts NONE = new Contexts() {
        @Override
        public Object place() {
            return null;
        }

        @Override
        public Isolation isolate() {
            return null;
        }

        @Override
        public Executor withCallers(Executor executor) {
            return executor;
        }

        @Override
        public <A, R> Function<A, R> carryCallers(Function<A, R> function, String receiver, Kind kind) {
            return function;
        }
    };

    /**
     * What stands for the surroundings of the calling thread. Any thread.
     *
     * @return the same for all that goes on in them; null if there are none
     */
    Object place();

    /**
     * Isolates the works that the calling thread is about to run.
     *
     * @return for this thread; null if there is nothing to isolate
     */
    Isolation isolate();

    /**
     * Captures what is around the calling thread, for what goes on with the call.
     *
     * @param executor lends the threads, unless the caller is on an event loop, which it then goes on with
     * @return runs actions on such threads, with what was captured around them
     */
    Executor withCallers(Executor executor);

    /**
     * Captures what is around the calling thread (request, trace, logging context), for something that others do for the
     * caller.
     *
     * @param <A> the argument of the function
     * @param <R> its result
     * @param function called once, on a thread that is isolated
     * @param receiver the actor that does it
     * @param kind what it does
     * @return the function with a copy of what was captured around it
     */
    <A, R> Function<A, R> carryCallers(Function<A, R> function, String receiver, Kind kind);
}
