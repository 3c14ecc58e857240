package io.quarkiverse.actors.benchmarks.pipeline;

import java.util.List;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.benchmarks.ActorFlow;
import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.Batch;

/** The pipelines of actors that are measured. */
public enum ActorPipeline {
    /** Three actors that return values. */
    PLAIN_3(PlainActors.PlainSum.class, PlainActors.WidePlainSum.class),
    /** Two of them. */
    PLAIN_2(PlainActors.PlainSumOfTwo.class, PlainActors.WidePlainSumOfTwo.class),
    /** Three actors that return a {@code TaskResult}. */
    RESULT_3(ResultActors.ResultSum.class, ResultActors.WideResultSum.class),
    /** Two of them. */
    RESULT_2(ResultActors.ResultSumOfTwo.class, ResultActors.WideResultSumOfTwo.class),
    /** Three that may block. */
    CHOSEN(CrossingActors.WorkerSum.class, CrossingActors.WideWorkerSum.class),
    /** Three, the one in the middle on event loops. */
    FORCED(CrossingActors.CrossedSum.class, CrossingActors.WideCrossedSum.class),
    /** {@link #CHOSEN} with steps of 10 µs. */
    SLOW_CHOSEN(SlowActors.SlowSum.class, null),
    /** {@link #FORCED} with steps of 10 µs. */
    SLOW_FORCED(SlowActors.SlowCrossedSum.class, null);

    private static final int ROUNDS = 10;
    private static final int ITEMS = 20_000;

    private final Class<?> last;
    private final Class<?> lastWide;

    ActorPipeline(Class<?> last, Class<?> lastWide) {
        this.last = last;
        this.lastWide = lastWide;
    }

    /** What has to arrive. */
    Arrived expected(int items) {
        return Arrived.expected(items, name().endsWith("_2") ? 0 : 1, 1);
    }

    /**
     * @param wide whether the buffers are of 1,024 items instead of 256
     */
    ActorFlow open(Application application, boolean wide) {
        Class<?> actor = wide ? lastWide : last;
        ActorRef<?> end = application.bean(ActorSystem.class).actor(actor);
        return new ActorFlow(application.bean(Batch.class), end, name().startsWith("RESULT") ? List.of(end) : List.of(), 1);
    }

    /** Runs those that are not slow for a while, so that the compiler sees an application with many kinds of actors. */
    static void warmUp(Application application) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            for (ActorPipeline pipeline : values()) {
                if (pipeline.lastWide != null) {
                    pipeline.open(application, false).run(ITEMS).check(pipeline.expected(ITEMS));
                    pipeline.open(application, true).run(ITEMS).check(pipeline.expected(ITEMS));
                }
            }
        }
    }
}
