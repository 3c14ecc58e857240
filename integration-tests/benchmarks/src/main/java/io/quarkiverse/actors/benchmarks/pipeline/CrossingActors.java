package io.quarkiverse.actors.benchmarks.pipeline;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Numbers;
import io.quarkiverse.actors.benchmarks.Sum;
import io.smallrye.common.annotation.NonBlocking;

/**
 * All may block, but those in the middle that are named loop: these force every item to another thread and back. Wide: 1,024.
 */
final class CrossingActors {

    private CrossingActors() {
    }

    @Actor(autoStart = false)
    static class WorkerNumbers extends Numbers {

        @Task
        Item next() {
            return take();
        }
    }

    @Actor(autoStart = false)
    @DependsOn(WorkerNumbers.class)
    static class WorkerIncrement {

        @Task
        @ConsumeFrom(WorkerNumbers.class)
        Item increment(Item item) {
            return item.increment();
        }
    }

    @Actor(autoStart = false)
    @DependsOn(WorkerIncrement.class)
    static class WorkerSum extends Sum {

        @Task
        @ConsumeFrom(WorkerIncrement.class)
        void sum(Item item) {
            add(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(WorkerNumbers.class)
    static class LoopIncrement {

        @Task
        @NonBlocking
        @ConsumeFrom(WorkerNumbers.class)
        Item increment(Item item) {
            return item.increment();
        }
    }

    @Actor(autoStart = false)
    @DependsOn(LoopIncrement.class)
    static class CrossedSum extends Sum {

        @Task
        @ConsumeFrom(LoopIncrement.class)
        void sum(Item item) {
            add(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(WorkerNumbers.class)
    static class WideWorkerIncrement {

        @Task
        @ConsumeFrom(value = WorkerNumbers.class, buffer = 1024)
        Item increment(Item item) {
            return item.increment();
        }
    }

    @Actor(autoStart = false)
    @DependsOn(WideWorkerIncrement.class)
    static class WideWorkerSum extends Sum {

        @Task
        @ConsumeFrom(value = WideWorkerIncrement.class, buffer = 1024)
        void sum(Item item) {
            add(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(WorkerNumbers.class)
    static class WideLoopIncrement {

        @Task
        @NonBlocking
        @ConsumeFrom(value = WorkerNumbers.class, buffer = 1024)
        Item increment(Item item) {
            return item.increment();
        }
    }

    @Actor(autoStart = false)
    @DependsOn(WideLoopIncrement.class)
    static class WideCrossedSum extends Sum {

        @Task
        @ConsumeFrom(value = WideLoopIncrement.class, buffer = 1024)
        void sum(Item item) {
            add(item);
        }
    }
}
