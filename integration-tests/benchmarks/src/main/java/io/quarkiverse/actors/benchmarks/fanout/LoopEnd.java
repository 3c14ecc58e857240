package io.quarkiverse.actors.benchmarks.fanout;

import jakarta.inject.Inject;

import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Sum;
import io.quarkiverse.actors.benchmarks.fanout.FanOutSources.LoopFanOut;
import io.smallrye.common.annotation.NonBlocking;

/** One of the ends on event loops. */
abstract class LoopEnd extends Sum {

    @Inject
    LoopFanOut fanOut;

    @Task
    @NonBlocking
    @ConsumeFrom(LoopFanOut.class)
    void sum(Item item) {
        add(item);
    }
}
