package io.quarkiverse.actors.benchmarks.fanout;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Numbers;
import io.smallrye.common.annotation.NonBlocking;

/** What the eight ends consume. */
final class FanOutSources {

    private FanOutSources() {
    }

    @Actor(autoStart = false)
    static class WorkerFanOut extends Numbers {

        @Task
        Item next() {
            return take();
        }
    }

    @Actor(autoStart = false)
    static class LoopFanOut extends Numbers {

        @Task
        @NonBlocking
        Item next() {
            return take();
        }
    }
}
