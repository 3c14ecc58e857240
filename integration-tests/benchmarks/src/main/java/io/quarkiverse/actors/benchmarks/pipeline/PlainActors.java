package io.quarkiverse.actors.benchmarks.pipeline;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Numbers;
import io.quarkiverse.actors.benchmarks.Sum;
import io.smallrye.common.annotation.NonBlocking;

/** Nothing blocks; the methods return values. Those named wide have a buffer of 1,024, the others of 256. */
final class PlainActors {

    private PlainActors() {
    }

    @Actor(autoStart = false)
    static class PlainNumbers extends Numbers {

        @Task
        @NonBlocking
        Item next() {
            return take();
        }
    }

    @Actor(autoStart = false)
    @DependsOn(PlainNumbers.class)
    static class PlainIncrement {

        @Task
        @NonBlocking
        @ConsumeFrom(PlainNumbers.class)
        Item increment(Item item) {
            return item.increment();
        }
    }

    @Actor(autoStart = false)
    @DependsOn(PlainIncrement.class)
    static class PlainSum extends Sum {

        @Task
        @NonBlocking
        @ConsumeFrom(PlainIncrement.class)
        void sum(Item item) {
            add(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(PlainNumbers.class)
    static class PlainSumOfTwo extends Sum {

        @Task
        @NonBlocking
        @ConsumeFrom(PlainNumbers.class)
        void sum(Item item) {
            add(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(PlainNumbers.class)
    static class WidePlainIncrement {

        @Task
        @NonBlocking
        @ConsumeFrom(value = PlainNumbers.class, buffer = 1024)
        Item increment(Item item) {
            return item.increment();
        }
    }

    @Actor(autoStart = false)
    @DependsOn(WidePlainIncrement.class)
    static class WidePlainSum extends Sum {

        @Task
        @NonBlocking
        @ConsumeFrom(value = WidePlainIncrement.class, buffer = 1024)
        void sum(Item item) {
            add(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(PlainNumbers.class)
    static class WidePlainSumOfTwo extends Sum {

        @Task
        @NonBlocking
        @ConsumeFrom(value = PlainNumbers.class, buffer = 1024)
        void sum(Item item) {
            add(item);
        }
    }
}
