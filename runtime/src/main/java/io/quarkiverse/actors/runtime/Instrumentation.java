package io.quarkiverse.actors.runtime;

import jakarta.enterprise.inject.Instance;

import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkus.arc.Arc;

/** What the testing support puts between the actors and their surroundings: a bean, where there is one. */
public interface Instrumentation {

    /** Changes nothing. */
    Instrumentation NONE = new Instrumentation() {
        @Override
        public Platform platform(Platform platform) {
            return platform;
        }

        @Override
        public MethodCall call(String actor, MethodModel method, MethodCall call) {
            return call;
        }

        @Override
        public void shutdown() {
            // nothing was changed
        }
    };

    /**
     * The bean of the application.
     *
     * @return {@link #NONE} if there is none
     */
    static Instrumentation find() {
        Instance<Instrumentation> found = Arc.requireContainer().select(Instrumentation.class);
        return found.isResolvable() ? found.get() : NONE;
    }

    /**
     * Puts other threads, timers or clocks into the place of those of Quarkus; called once.
     *
     * @param platform those of Quarkus
     * @return what the actors get
     */
    Platform platform(Platform platform);

    /**
     * Wraps the call of a method of an actor; called once for each method.
     *
     * @param actor the name of the actor
     * @param method the method
     * @param call calls it
     * @return what the actor calls
     */
    MethodCall call(String actor, MethodModel method, MethodCall call);

    /** The application is about to stop its actors: deadlines count again. */
    void shutdown();
}
