package io.quarkiverse.actors.docs;

import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorKey;
import io.quarkiverse.actors.ActorScoped;
import io.quarkus.test.Mock;

// tag::mock[]
@Mock // <1>
@ActorScoped
class PoorAccount extends Account {

    @Inject
    PoorAccount(@ActorKey UUID id) {
        super(id);
    }

    @Override
    public long book(long amount) {
        throw new IllegalArgumentException("no money");
    }
}
// end::mock[]
