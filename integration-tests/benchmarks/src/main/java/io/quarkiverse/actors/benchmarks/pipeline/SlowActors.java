package io.quarkiverse.actors.benchmarks.pipeline;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.DependsOn;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Numbers;
import io.quarkiverse.actors.benchmarks.Sum;
import io.quarkiverse.actors.benchmarks.Work;
import io.smallrye.common.annotation.NonBlocking;

/** Those of {@code CrossingActors} with steps of 10 µs. */
final class SlowActors {

    private SlowActors() {
    }

    @Actor(autoStart = false)
    static class SlowNumbers extends Numbers {

        @Task
        Item next() {
            Item item = take();
            return item == null ? null : Work.slowly(item);
        }
    }

    @Actor(autoStart = false)
    @DependsOn(SlowNumbers.class)
    static class SlowIncrement {

        @Task
        @ConsumeFrom(SlowNumbers.class)
        Item increment(Item item) {
            return Work.slowly(item.increment());
        }
    }

    @Actor(autoStart = false)
    @DependsOn(SlowIncrement.class)
    static class SlowSum extends Sum {

        @Task
        @ConsumeFrom(SlowIncrement.class)
        void sum(Item item) {
            add(Work.slowly(item));
        }
    }

    @Actor(autoStart = false)
    @DependsOn(SlowNumbers.class)
    static class SlowLoopIncrement {

        @Task
        @NonBlocking
        @ConsumeFrom(SlowNumbers.class)
        Item increment(Item item) {
            return Work.slowly(item.increment());
        }
    }

    @Actor(autoStart = false)
    @DependsOn(SlowLoopIncrement.class)
    static class SlowCrossedSum extends Sum {

        @Task
        @ConsumeFrom(SlowLoopIncrement.class)
        void sum(Item item) {
            add(Work.slowly(item));
        }
    }
}
