package io.quarkiverse.actors.docs;

import java.util.UUID;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorKey;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Task;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;

// tag::actor[]
@Actor(keyed = true, idleTimeout = "10m") // <1>
public class Account {

    private final UUID id;
    private long cents;
    private UnicastProcessor<Long> bookings = UnicastProcessor.create();

    @Inject
    public Account(@ActorKey UUID id) { // <2>
        this.id = id;
    }

    public long book(long amount) {
        if (cents + amount < 0) {
            throw new IllegalArgumentException("account " + id + " has only " + cents + " cents");
        }
        cents += amount;
        bookings.onNext(amount); // <3>
        return cents;
    }

    @OnEnter(ActorState.STARTING)
    void begin() {
        bookings = UnicastProcessor.create(); // <4>
    }

    @Task
    Multi<Long> bookings() {
        return bookings;
    }
}
// end::actor[]
