package io.quarkiverse.actors.docs;

import io.quarkiverse.actors.Actor;

// tag::actor[]
@Actor
public class Till {

    private long cents; // <1>

    long put(long amount) {
        return cents += amount;
    }

    long take(long amount) {
        if (amount > cents) {
            throw new IllegalArgumentException("there are only " + cents + " cents"); // <2>
        }
        return cents -= amount;
    }
}
// end::actor[]
