package io.quarkiverse.actors.runtime.metrics;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.actors.runtime.ActorsRuntime;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.system.Actors;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkus.runtime.StartupEvent;

/**
 * Registers the meters of all actors before they start, and takes them back at the end.
 * <p>
 * Whatever happens for each item is read from what the actors count anyway, when the registry asks; only transitions and dead
 * letters are listened to.
 */
@Singleton
public class ActorsMetrics {

    private final Meters meters;
    private final Actors actors;

    @Inject
    ActorsMetrics(MeterRegistry registry, ActorsRuntime runtime) {
        this.meters = new Meters(registry);
        this.actors = runtime.actors();
    }

    /** Before the actors start, which is the last that an application does when it starts. */
    void register(@Observes @Priority(Integer.MAX_VALUE - 1) StartupEvent event) {
        for (ActorCell actor : actors.ordinary()) {
            new ActorMeters(actor).register(meters);
            for (Task task : actor.tasks()) {
                new TaskMeters(actor.name(), task).register(meters);
            }
        }
        for (String keyed : actors.keyedActors()) {
            new KeyedMeters(keyed, actors).register(meters);
        }
        EventMeters events = new EventMeters(meters);
        actors.ordinary().forEach(events::register);
        actors.addListener(events);
        actors.addDeadLetterListener(events::onDeadLetter);
    }

    /** The registry may outlive the application, which it must not keep. */
    @PreDestroy
    void unregister() {
        meters.removeAll();
    }
}
