package io.quarkiverse.actors.benchmarks.pipeline;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The pipeline as a {@code Flux}. */
final class ReactorPipelines {

    private ReactorPipelines() {
    }

    private static Flux<Item> numbers(int items, Steps steps) {
        return Flux.generate(() -> 0L, (next, sink) -> {
            if (next == items) {
                sink.complete();
            } else {
                sink.next(steps.make(next));
            }
            return next + 1;
        });
    }

    static Flow fused(Steps steps) {
        return items -> {
            End end = new End(items);
            numbers(items, steps).map(steps::increment).subscribe(item -> steps.add(end, item), end::fail, end::complete);
            return end.await();
        };
    }

    static Flow publishOn(Steps steps) {
        Scheduler first = Schedulers.newSingle("first");
        Scheduler second = Schedulers.newSingle("second");
        Scheduler third = Schedulers.newSingle("third");
        return new Flow() {
            @Override
            public Arrived run(int items) throws Exception {
                End end = new End(items);
                numbers(items, steps).subscribeOn(first).publishOn(second, Steps.BOUND).map(steps::increment)
                        .publishOn(third, Steps.BOUND).subscribe(item -> steps.add(end, item), end::fail, end::complete);
                return end.await();
            }

            @Override
            public void close() {
                first.dispose();
                second.dispose();
                third.dispose();
            }
        };
    }
}
