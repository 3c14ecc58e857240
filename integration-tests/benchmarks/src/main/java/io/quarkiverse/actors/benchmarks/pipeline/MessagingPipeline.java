package io.quarkiverse.actors.benchmarks.pipeline;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.reactive.messaging.annotations.Blocking;

/** The pipeline over channels in memory; their demand reaches the source. */
final class MessagingPipeline {

    private MessagingPipeline() {
    }

    /** What the two kinds share: a source that makes one batch after the other, and an end. */
    private abstract static class Channels implements Flow {

        private final UnicastProcessor<Integer> batches = UnicastProcessor.create();
        private volatile End end;

        Multi<Item> batches() {
            return batches.onItem()
                    .transformToMultiAndConcatenate(items -> MutinyPipelines.numbers(items, new Steps(false)));
        }

        void arrived(Item item) {
            End current = end;
            current.add(item);
            current.completeIfFull();
        }

        @Override
        public Arrived run(int items) throws Exception {
            End current = new End(items);
            end = current;
            batches.onNext(items);
            return current.await();
        }
    }

    /** All on the thread that asks for a batch. */
    @Singleton
    static class OnOneThread extends Channels {

        @Outgoing("numbers")
        Multi<Item> numbers() {
            return batches();
        }

        @Incoming("numbers")
        @Outgoing("incremented")
        Item increment(Item item) {
            return item.increment();
        }

        @Incoming("incremented")
        void add(Item item) {
            arrived(item);
        }
    }

    /** Each step on worker threads, in order. */
    @Singleton
    static class OnWorkers extends Channels {

        @Outgoing("numbers-for-workers")
        Multi<Item> numbers() {
            return batches();
        }

        @Incoming("numbers-for-workers")
        @Outgoing("incremented-by-workers")
        @Blocking
        Item increment(Item item) {
            return item.increment();
        }

        @Incoming("incremented-by-workers")
        @Blocking
        void add(Item item) {
            arrived(item);
        }
    }
}
