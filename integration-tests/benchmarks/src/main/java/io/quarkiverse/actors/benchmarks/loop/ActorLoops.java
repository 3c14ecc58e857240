package io.quarkiverse.actors.benchmarks.loop;

import java.util.List;
import java.util.stream.IntStream;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.benchmarks.ActorFlow;
import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.Batch;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Threads;

/** How the loops are spread over actors. */
public enum ActorLoops {
    /** One loop. */
    ONE(1),
    /** 64 tasks of one actor. */
    TASKS_64(LoopBenchmark.MANY),
    /** 64 actors with one task each. */
    ACTORS_64(LoopBenchmark.MANY);

    /** How many loops there are. */
    final int count;

    ActorLoops(int count) {
        this.count = count;
    }

    Flow open(Application application, Threads threads) {
        ActorSystem system = application.bean(ActorSystem.class);
        String name = threads == Threads.WORKERS ? "WorkerLoop" : "EventLoop";
        ActorRef<?> last = system.actor(switch (this) {
            case ONE -> name + 0;
            case TASKS_64 -> name + "s";
            case ACTORS_64 -> "All" + name + "s";
        });
        List<ActorRef<?>> completing = this != ACTORS_64 ? List.of(last)
                : IntStream.range(0, count).<ActorRef<?>> mapToObj(i -> system.actor(name + i)).toList();
        return new ActorFlow(application.bean(Batch.class), last, completing, 0);
    }
}
