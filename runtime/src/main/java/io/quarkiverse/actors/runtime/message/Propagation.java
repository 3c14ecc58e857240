package io.quarkiverse.actors.runtime.message;

import java.util.concurrent.Executor;
import java.util.function.Function;

/** Carries what surrounds the sender of a message (request, trace, logging context) to where it runs, and back. */
public interface Propagation {

    /** Carries nothing. */
    Propagation NONE = new Propagation() {
        @Override
        public <A, R> Function<A, R> over(Function<A, R> function) {
            return function;
        }

        @Override
        public Executor back() {
            return null;
        }
    };

    /**
     * Lets a function see what surrounds the calling thread now.
     *
     * @param <A> its argument
     * @param <R> its result
     * @param function the function, called once, on any thread
     * @return the function to be called instead
     */
    <A, R> Function<A, R> over(Function<A, R> function);

    /**
     * Runs what goes on with the reply as the calling thread would.
     *
     * @return runs each action once, on the thread that hands it over or on another one; null if nothing surrounds the calling
     *         thread
     */
    Executor back();
}
