package io.quarkiverse.actors.benchmarks.message;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.benchmarks.Item;

/** The actor that is told. */
@Actor(autoStart = false)
class Listener {

    void hear(Item item, TellFlow.Batch batch) {
        batch.add(item);
    }
}
