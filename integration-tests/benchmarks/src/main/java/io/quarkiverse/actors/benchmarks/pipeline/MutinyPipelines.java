package io.quarkiverse.actors.benchmarks.pipeline;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import io.smallrye.mutiny.Multi;

/** The pipeline as a {@code Multi}. */
final class MutinyPipelines {

    private MutinyPipelines() {
    }

    static Multi<Item> numbers(int items, Steps steps) {
        return Multi.createFrom().generator(() -> 0L, (next, emitter) -> {
            if (next == items) {
                emitter.complete();
            } else {
                emitter.emit(steps.make(next));
            }
            return next + 1;
        });
    }

    static Flow fused(Steps steps) {
        return items -> {
            End end = new End(items);
            numbers(items, steps).map(steps::increment).subscribe().with(item -> steps.add(end, item), end::fail,
                    end::complete);
            return end.await();
        };
    }

    static Flow emitOn(Steps steps) {
        ExecutorService first = Executors.newSingleThreadExecutor();
        ExecutorService second = Executors.newSingleThreadExecutor();
        ExecutorService third = Executors.newSingleThreadExecutor();
        return new Flow() {
            @Override
            public Arrived run(int items) throws Exception {
                End end = new End(items);
                numbers(items, steps).runSubscriptionOn(first).emitOn(second, Steps.BOUND).map(steps::increment)
                        .emitOn(third, Steps.BOUND).subscribe().with(item -> steps.add(end, item), end::fail, end::complete);
                return end.await();
            }

            @Override
            public void close() {
                first.shutdown();
                second.shutdown();
                third.shutdown();
            }
        };
    }
}
