package io.quarkiverse.actors.benchmarks.fanout;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.ConsumeEvent;
import io.vertx.core.eventbus.EventBus;

/** Published on the event bus, which has no bound: the slowest end gives the source credit, half a window at a time. */
@Singleton
@Unremovable
public class EventBusFanOut implements Flow {

    private static final String NUMBERS = "fan-out.numbers";
    private static final int WINDOW = 1024;

    private record Subscriber(End end, Semaphore credit) {
    }

    @Inject
    EventBus bus;
    private volatile List<Subscriber> subscribers;

    @ConsumeEvent(NUMBERS)
    void first(Item item) {
        add(0, item);
    }

    @ConsumeEvent(NUMBERS)
    void second(Item item) {
        add(1, item);
    }

    @ConsumeEvent(NUMBERS)
    void third(Item item) {
        add(2, item);
    }

    @ConsumeEvent(NUMBERS)
    void fourth(Item item) {
        add(3, item);
    }

    @ConsumeEvent(NUMBERS)
    void fifth(Item item) {
        add(4, item);
    }

    @ConsumeEvent(NUMBERS)
    void sixth(Item item) {
        add(5, item);
    }

    @ConsumeEvent(NUMBERS)
    void seventh(Item item) {
        add(6, item);
    }

    @ConsumeEvent(NUMBERS)
    void eighth(Item item) {
        add(7, item);
    }

    private void add(int index, Item item) {
        Subscriber subscriber = subscribers.get(index);
        subscriber.end.add(item);
        if (subscriber.end.count() % (WINDOW / 2) == 0) {
            subscriber.credit.release();
        }
        subscriber.end.completeIfFull();
    }

    @Override
    public Arrived run(int items) throws Exception {
        List<Subscriber> current = IntStream.range(0, FanOutBenchmark.ENDS)
                .mapToObj(i -> new Subscriber(new End(items), new Semaphore(2))).toList();
        subscribers = current;
        for (long i = 0; i < items; i++) {
            if (i % (WINDOW / 2) == 0) {
                for (Subscriber subscriber : current) {
                    subscriber.credit.acquire();
                }
            }
            bus.publish(NUMBERS, new Item(i));
        }
        long count = 0;
        long sum = 0;
        for (Subscriber subscriber : current) {
            Arrived arrived = subscriber.end.await();
            count += arrived.count();
            sum += arrived.sum();
        }
        return new Arrived(count, sum);
    }
}
