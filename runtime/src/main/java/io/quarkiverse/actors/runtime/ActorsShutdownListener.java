package io.quarkiverse.actors.runtime;

import jakarta.inject.Singleton;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.runtime.shutdown.ShutdownListener;

/** Turns readiness down as the first step of a shutdown, while HTTP still answers. */
public class ActorsShutdownListener implements ShutdownListener {

    @Override
    public void preShutdown(ShutdownNotification notification) {
        try {
            ArcContainer container = Arc.container();
            if (container != null) {
                announceStop(container);
            }
        } finally {
            notification.done();
        }
    }

    /** Creates no actors just to stop them: the start of the application may have failed before there were any. */
    private static void announceStop(ArcContainer container) {
        ActorsRuntime runtime = container.getActiveContext(Singleton.class)
                .get(container.select(ActorsRuntime.class).getHandle().getBean());
        if (runtime != null) {
            runtime.announceStop();
        }
    }
}
