package io.quarkiverse.actors.benchmarks.periodic;

import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;

/** An actor with a hundred periodic tasks. */
abstract class Ticks {

    private static final int TASKS = 100;

    @Inject
    Firings firings;
    private int first;

    @OnEnter(ActorState.STARTING)
    void begin() {
        first = firings.take(TASKS);
    }

    final void fired(int task) {
        firings.fired(first + task);
    }
}
