package io.quarkiverse.actors.runtime.metrics;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Registers meters of actors, and knows which. Any thread. */
final class Meters {

    private final MeterRegistry registry;
    private final Queue<Meter> registered = new ConcurrentLinkedQueue<>();

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    <T> void gauge(String name, String description, Tags tags, T object, ToDoubleFunction<T> value) {
        registered.add(Gauge.builder(name, object, value).description(description).tags(tags).register(registry));
    }

    /** A number that only grows; where it is read roughly, it does not fall back. */
    <T> void count(String name, String description, Tags tags, T object, ToLongFunction<T> value) {
        AtomicLong highest = new AtomicLong();
        registered.add(FunctionCounter
                .builder(name, object, it -> highest.accumulateAndGet(value.applyAsLong(it), Math::max))
                .description(description).tags(tags).register(registry));
    }

    <T> void time(String name, String description, Tags tags, T object, ToLongFunction<T> count, ToDoubleFunction<T> nanos) {
        registered.add(FunctionTimer.builder(name, object, count, nanos, TimeUnit.NANOSECONDS)
                .description(description).tags(tags).register(registry));
    }

    Counter counter(String name, String description, Tags tags) {
        Counter counter = Counter.builder(name).description(description).tags(tags).register(registry);
        registered.add(counter);
        return counter;
    }

    void removeAll() {
        for (Meter meter = registered.poll(); meter != null; meter = registered.poll()) {
            registry.remove(meter);
        }
    }
}
