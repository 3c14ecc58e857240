package io.quarkiverse.actors.testing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorStream;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Asks and watches actors. */
@ApplicationScoped
public class Summary {

    // tag::summary[]
    @Inject
    ActorRef<Counter> counter;
    @Inject
    @ActorStream(value = FrostWatch.class, task = "warn")
    Multi<String> warnings;

    /** How far the counter has come. */
    public Uni<Integer> count() {
        return counter.ask(Counter::last);
    }

    /** The first warning. */
    public Uni<String> firstWarning() {
        return warnings.toUni();
    }
    // end::summary[]
}
