package org.acme;

import java.util.concurrent.ThreadLocalRandom;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Task;

@Actor
public class Dice {

    @Task(every = "1s")
    int roll() {
        return ThreadLocalRandom.current().nextInt(1, 7); // what a task returns goes to its consumers
    }
}
