package io.quarkiverse.actors.benchmarks.fanout;

import jakarta.inject.Inject;

import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Sum;
import io.quarkiverse.actors.benchmarks.fanout.FanOutSources.WorkerFanOut;

/** One of the ends that may block. */
abstract class WorkerEnd extends Sum {

    @Inject
    WorkerFanOut fanOut;

    @Task
    @ConsumeFrom(WorkerFanOut.class)
    void sum(Item item) {
        add(item);
    }
}
