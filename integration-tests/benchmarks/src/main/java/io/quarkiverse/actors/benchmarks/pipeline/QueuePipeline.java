package io.quarkiverse.actors.benchmarks.pipeline;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkus.arc.Unremovable;
import io.quarkus.virtual.threads.VirtualThreads;

/** The pipeline as three threads with a queue between each two. */
final class QueuePipeline implements Flow {

    private static final Item LAST = new Item(-1);

    private final ExecutorService executor;
    private final Steps steps;
    private final boolean own;

    private QueuePipeline(ExecutorService executor, Steps steps, boolean own) {
        this.executor = executor;
        this.steps = steps;
        this.own = own;
    }

    static Flow onPlatformThreads(Steps steps) {
        return new QueuePipeline(Executors.newFixedThreadPool(3), steps, true);
    }

    /** The virtual threads of Quarkus; before Java 21 these are its worker threads. */
    @Singleton
    @Unremovable
    static class OnVirtualThreads {

        @Inject
        @VirtualThreads
        ExecutorService executor;

        Flow open(Steps steps) {
            return new QueuePipeline(executor, steps, false);
        }
    }

    @Override
    public Arrived run(int items) throws Exception {
        BlockingQueue<Item> numbers = new ArrayBlockingQueue<>(Steps.BOUND);
        BlockingQueue<Item> incremented = new ArrayBlockingQueue<>(Steps.BOUND);
        End end = new End(items);
        Future<?> first = executor.submit(() -> {
            for (long i = 0; i < items; i++) {
                numbers.put(steps.make(i));
            }
            numbers.put(LAST);
            return null;
        });
        Future<?> second = executor.submit(() -> {
            for (Item item = numbers.take(); item != LAST; item = numbers.take()) {
                incremented.put(steps.increment(item));
            }
            incremented.put(LAST);
            return null;
        });
        Future<?> third = executor.submit(() -> {
            for (Item item = incremented.take(); item != LAST; item = incremented.take()) {
                steps.add(end, item);
            }
            end.complete();
            return null;
        });
        first.get();
        second.get();
        third.get();
        return end.await();
    }

    @Override
    public void close() {
        if (own) {
            executor.shutdown();
        }
    }
}
