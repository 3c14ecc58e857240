package io.quarkiverse.actors.docs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.TaskTransition;

@ApplicationScoped
public class TransitionLog {

    private static final Logger LOG = Logger.getLogger(TransitionLog.class);

    // tag::observer[]
    void log(@Observes ActorTransition transition) {
        LOG.infof("%s: %s → %s (%s)", transition.actor(), transition.from().path(), transition.to().path(),
                transition.trigger());
    }
    // end::observer[]

    // tag::tasks[]
    void logTask(@Observes TaskTransition transition) {
        LOG.infof("%s#%s: %s → %s", transition.actor(), transition.task(), transition.from(), transition.to());
    }
    // end::tasks[]
}
