package io.quarkiverse.actors.benchmarks.pipeline;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Numbers;
import io.quarkiverse.actors.benchmarks.Sum;
import io.smallrye.common.annotation.NonBlocking;

/** Nothing blocks; the methods return a {@code TaskResult}. Those named wide have a buffer of 1,024, the others of 256. */
final class ResultActors {

    private ResultActors() {
    }

    @Actor(autoStart = false)
    static class ResultNumbers extends Numbers {

        @Task
        @NonBlocking
        TaskResult<Item> next() {
            Item item = take();
            return item == null ? TaskResult.success() : TaskResult.emit(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(ResultNumbers.class)
    static class ResultIncrement {

        @Task
        @NonBlocking
        @ConsumeFrom(ResultNumbers.class)
        TaskResult<Item> increment(Item item) {
            return TaskResult.emit(item.increment());
        }
    }

    @Actor(autoStart = false)
    @DependsOn(ResultIncrement.class)
    static class ResultSum extends Sum {

        @Task
        @NonBlocking
        @ConsumeFrom(ResultIncrement.class)
        void sum(Item item) {
            add(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(ResultNumbers.class)
    static class ResultSumOfTwo extends Sum {

        @Task
        @NonBlocking
        @ConsumeFrom(ResultNumbers.class)
        void sum(Item item) {
            add(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(ResultNumbers.class)
    static class WideResultIncrement {

        @Task
        @NonBlocking
        @ConsumeFrom(value = ResultNumbers.class, buffer = 1024)
        TaskResult<Item> increment(Item item) {
            return TaskResult.emit(item.increment());
        }
    }

    @Actor(autoStart = false)
    @DependsOn(WideResultIncrement.class)
    static class WideResultSum extends Sum {

        @Task
        @NonBlocking
        @ConsumeFrom(value = WideResultIncrement.class, buffer = 1024)
        void sum(Item item) {
            add(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(ResultNumbers.class)
    static class WideResultSumOfTwo extends Sum {

        @Task
        @NonBlocking
        @ConsumeFrom(value = ResultNumbers.class, buffer = 1024)
        void sum(Item item) {
            add(item);
        }
    }
}
