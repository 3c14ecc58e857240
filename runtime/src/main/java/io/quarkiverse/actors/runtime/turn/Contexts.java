package io.quarkiverse.actors.runtime.turn;

import java.util.concurrent.Executor;

/** What is around a thread without being handed on from call to call. */
public interface Contexts {

    /** Nothing is. */
    Contexts NONE = new Contexts() {
        @Override
        public Isolation isolate() {
            return null;
        }

        @Override
        public Executor withCallers(Executor executor) {
            return executor;
        }
    };

    /**
     * Isolates the works that the calling thread is about to run.
     *
     * @return for this thread; null if there is nothing to isolate
     */
    Isolation isolate();

    /**
     * Captures what is around the calling thread.
     *
     * @param executor lends the threads
     * @return runs actions on such threads, with what was captured around them
     */
    Executor withCallers(Executor executor);
}
