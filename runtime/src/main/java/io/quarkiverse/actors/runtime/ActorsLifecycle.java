package io.quarkiverse.actors.runtime;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Starts the actors after everything else of the application has started, and stops them before anything else stops. */
@Singleton
public class ActorsLifecycle {

    private final ActorsRuntime runtime;

    @Inject
    ActorsLifecycle(ActorsRuntime runtime) {
        this.runtime = runtime;
    }

    void onStart(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        withoutRequest(runtime::start);
    }

    void onStop(@Observes @Priority(Integer.MIN_VALUE) ShutdownEvent event) {
        withoutRequest(runtime::stop);
    }

    /** What is begun here must not carry the request context of the observer about. */
    private static void withoutRequest(Runnable action) {
        ManagedContext context = Arc.requireContainer().requestContext();
        ContextState state = context.getStateIfActive();
        if (state == null) {
            action.run();
            return;
        }
        context.deactivate();
        try {
            action.run();
        } finally {
            context.activate(state);
        }
    }
}
