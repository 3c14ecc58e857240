package io.quarkiverse.actors.benchmarks.pipeline;

import java.util.concurrent.Semaphore;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.ConsumeEvent;
import io.vertx.core.eventbus.EventBus;

/** The pipeline over the event bus, which has no bound: the end gives the source credit, half a window at a time. */
@Singleton
@Unremovable
public class EventBusPipeline implements Flow {

    private static final String NUMBERS = "pipeline.numbers";
    private static final String INCREMENTED = "pipeline.incremented";

    @Inject
    EventBus bus;
    private volatile Semaphore credit;
    private volatile End end;

    @ConsumeEvent(NUMBERS)
    void increment(Item item) {
        bus.send(INCREMENTED, item.increment());
    }

    @ConsumeEvent(INCREMENTED)
    void add(Item item) {
        End current = end;
        current.add(item);
        if (current.count() % (Steps.BOUND / 2) == 0) {
            credit.release(Steps.BOUND / 2);
        }
        current.completeIfFull();
    }

    @Override
    public Arrived run(int items) throws Exception {
        End current = new End(items);
        end = current;
        credit = new Semaphore(Steps.BOUND);
        for (long i = 0; i < items; i++) {
            credit.acquire();
            bus.send(NUMBERS, new Item(i));
        }
        return current.await();
    }
}
