package io.quarkiverse.actors.docs;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.Keyed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Bank {

    // tag::address[]
    @Inject
    ActorSystem actors;

    Uni<Long> deposit(UUID account, long cents) {
        ActorRef<Account> ref = actors.actor(Account.class, account.toString()); // <1>
        return ref.ask(a -> a.book(cents)); // <2>
    }
    // end::address[]

    // tag::stream[]
    @Inject
    @ActorStream(Account.class)
    Multi<Keyed<UUID, Long>> bookings;
    // end::stream[]
}
