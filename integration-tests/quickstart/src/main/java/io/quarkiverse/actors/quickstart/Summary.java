package io.quarkiverse.actors.quickstart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkus.runtime.ShutdownEvent;

/** Says at the end what the actors have done: they stop before the application's own observers are told. */
@ApplicationScoped
public class Summary {

    private static final Logger LOG = Logger.getLogger(Summary.class);

    // tag::summary[]
    void onShutdown(@Observes ShutdownEvent event, ActorSystem actors) {
        for (ActorRef<?> actor : actors.actors()) {
            for (TaskSnapshot task : actor.tasks()) {
                LOG.infof("%s is %s: %s ran %d iterations and emitted %d items", actor.name(), actor.path(), task.name(),
                        task.iterations(), task.emitted());
            }
        }
    }
    // end::summary[]
}
