package io.quarkiverse.actors.benchmarks.fanout;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.BroadcastHub;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

import io.quarkiverse.actors.benchmarks.Arrived;
import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Flow;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Pekko;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** One stream with several subscribers. */
final class FanOutPeers {

    private static final int BOUND = 1024;

    private FanOutPeers() {
    }

    private static List<End> ends(int items) {
        return IntStream.range(0, FanOutBenchmark.ENDS).mapToObj(i -> new End(items)).toList();
    }

    private static Arrived await(List<End> ends) throws Exception {
        long count = 0;
        long sum = 0;
        for (End end : ends) {
            Arrived arrived = end.await();
            count += arrived.count();
            sum += arrived.sum();
        }
        return new Arrived(count, sum);
    }

    /**
     * @param threads whether each subscriber is called on the worker pool of Quarkus instead of the thread of the source
     */
    static Flow mutiny(boolean threads) {
        Function<Multi<Item>, Multi<Item>> observed = threads
                ? multi -> multi.emitOn(Infrastructure.getDefaultExecutor(), BOUND)
                : multi -> multi;
        return items -> {
            List<End> ends = ends(items);
            Multi<Item> numbers = Multi.createFrom().<Long, Item> generator(() -> 0L, (next, emitter) -> {
                if (next == items) {
                    emitter.complete();
                } else {
                    emitter.emit(new Item(next));
                }
                return next + 1;
            }).broadcast().toAtLeast(ends.size());
            for (End end : ends) {
                observed.apply(numbers).subscribe().with(end::add, end::fail, end::complete);
            }
            return await(ends);
        };
    }

    /**
     * @param threads whether each subscriber is called on the parallel scheduler instead of the thread of the source
     */
    static Flow reactor(boolean threads) {
        return items -> {
            List<End> ends = ends(items);
            Flux<Item> numbers = Flux.<Item, Long> generate(() -> 0L, (next, sink) -> {
                if (next == items) {
                    sink.complete();
                } else {
                    sink.next(new Item(next));
                }
                return next + 1;
            }).publish(BOUND).refCount(ends.size());
            for (End end : ends) {
                Flux<Item> observed = threads ? numbers.publishOn(Schedulers.parallel(), BOUND) : numbers;
                observed.subscribe(end::add, end::fail, end::complete);
            }
            return await(ends);
        };
    }

    static Flow pekko() {
        ActorSystem system = Pekko.system();
        return new Flow() {
            @Override
            public Arrived run(int items) throws Exception {
                List<End> ends = ends(items);
                Source<Item, NotUsed> numbers = Pekko.numbers(items, Item::new)
                        .toMat(BroadcastHub.of(Item.class, ends.size(), BOUND), Keep.right()).run(system);
                List<? extends CompletionStage<?>> done = ends.stream()
                        .map(end -> numbers.runWith(Sink.<Item> foreach(end::add), system)).toList();
                for (int i = 0; i < done.size(); i++) {
                    done.get(i).toCompletableFuture().get(1, TimeUnit.MINUTES);
                    ends.get(i).complete();
                }
                return await(ends);
            }

            @Override
            public void close() {
                system.terminate();
            }
        };
    }
}
