package io.quarkiverse.actors.runtime;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.shutdown.ShutdownListener;

/** Turns readiness down as the first step of a shutdown, while HTTP still answers. */
public class ActorsShutdownListener implements ShutdownListener {

    @Override
    public void preShutdown(ShutdownNotification notification) {
        try {
            ArcContainer container = Arc.container();
            if (container != null) {
                InstanceHandle<ActorsRuntime> runtime = container.instance(ActorsRuntime.class);
                if (runtime.isAvailable()) {
                    runtime.get().announceStop();
                }
            }
        } finally {
            notification.done();
        }
    }
}
