package io.quarkiverse.actors.docs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorRef;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Shop {

    // tag::ask[]
    @Inject
    ActorRef<Till> till; // <1>

    Uni<Long> sell(long cents) {
        return till.ask(t -> t.put(cents)); // <2>
    }

    Uni<Long> refund(long cents) {
        return till.ask(t -> t.take(cents)); // <3>
    }
    // end::ask[]

    // tag::tell[]
    void tip(long cents) {
        till.tell(t -> t.put(cents)); // <1>
    }

    Uni<Void> tipWhenThereIsRoom(long cents) {
        return till.tellAsync(t -> t.put(cents)); // <2>
    }
    // end::tell[]
}
