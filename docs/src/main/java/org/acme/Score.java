package org.acme;

import jakarta.inject.Inject;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;

@Actor
public class Score {

    // tag::dependency[]
    @Inject
    Dice dice; // a dependency: Dice starts first
    // end::dependency[]
    private int sum; // an actor does one thing at a time, so this needs no lock

    @Task
    @ConsumeFrom(Dice.class)
    String add(int eyes) {
        sum += eyes;
        return eyes + " makes " + sum;
    }

    int sum() {
        return sum;
    }
}
