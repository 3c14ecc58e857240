package io.quarkiverse.actors.benchmarks;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

import com.typesafe.config.ConfigFactory;

import io.smallrye.mutiny.Multi;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The pipeline as others run it. */
final class Peers {

    private static final int BOUND = 1024;

    private Peers() {
    }

    /** What the last stage has seen; complete once the latch is open. */
    private static final class Arrival {

        final CountDownLatch completed = new CountDownLatch(1);
        long count;
        long sum;

        void add(Item item) {
            count++;
            sum += item.value();
        }

        Pipeline.Arrived await() throws InterruptedException {
            completed.await();
            return new Pipeline.Arrived(count, sum);
        }
    }

    static Item increment(Item item) {
        return new Item(item.value() + 1);
    }

    static Pipeline mutiny() {
        return items -> {
            Arrival arrival = new Arrival();
            mutinyNumbers(items).map(Peers::increment).subscribe().with(arrival::add, arrival.completed::countDown);
            return arrival.await();
        };
    }

    private static Multi<Item> mutinyNumbers(int items) {
        return Multi.createFrom().generator(() -> 0L, (next, emitter) -> {
            if (next == items) {
                emitter.complete();
            } else {
                emitter.emit(new Item(next));
            }
            return next + 1;
        });
    }

    static Pipeline mutinyEmitOn() {
        ExecutorService first = Executors.newSingleThreadExecutor();
        ExecutorService second = Executors.newSingleThreadExecutor();
        ExecutorService third = Executors.newSingleThreadExecutor();
        return new Pipeline() {
            @Override
            public Arrived run(int items) throws InterruptedException {
                Arrival arrival = new Arrival();
                mutinyNumbers(items).runSubscriptionOn(first).emitOn(second, BOUND).map(Peers::increment).emitOn(third, BOUND)
                        .subscribe().with(arrival::add, arrival.completed::countDown);
                return arrival.await();
            }

            @Override
            public void close() {
                first.shutdown();
                second.shutdown();
                third.shutdown();
            }
        };
    }

    static Pipeline reactor() {
        return items -> {
            Arrival arrival = new Arrival();
            reactorNumbers(items).map(Peers::increment).subscribe(arrival::add, null, arrival.completed::countDown);
            return arrival.await();
        };
    }

    private static Flux<Item> reactorNumbers(int items) {
        return Flux.generate(() -> 0L, (next, sink) -> {
            if (next == items) {
                sink.complete();
            } else {
                sink.next(new Item(next));
            }
            return next + 1;
        });
    }

    static Pipeline reactorPublishOn() {
        Scheduler first = Schedulers.newSingle("first");
        Scheduler second = Schedulers.newSingle("second");
        Scheduler third = Schedulers.newSingle("third");
        return new Pipeline() {
            @Override
            public Arrived run(int items) throws InterruptedException {
                Arrival arrival = new Arrival();
                reactorNumbers(items).subscribeOn(first).publishOn(second, BOUND).map(Peers::increment).publishOn(third, BOUND)
                        .subscribe(arrival::add, null, arrival.completed::countDown);
                return arrival.await();
            }

            @Override
            public void close() {
                first.dispose();
                second.dispose();
                third.dispose();
            }
        };
    }

    private static Source<Item, ?> pekkoNumbers(int items) {
        return Source.unfold(0L,
                next -> next == items ? Optional.empty() : Optional.of(Pair.create(next + 1, new Item(next))));
    }

    /**
     * @param boundaries whether each stage gets an island of its own
     */
    static Pipeline pekko(boolean boundaries) {
        ActorSystem system = ActorSystem.create("benchmark", ConfigFactory.parseString("pekko.loglevel=WARNING")
                .withFallback(ConfigFactory.load()));
        return new Pipeline() {
            @Override
            public Arrived run(int items) throws Exception {
                Arrival arrival = new Arrival();
                Source<Item, ?> numbers = pekkoNumbers(items);
                Source<Item, ?> mapped = boundaries ? numbers.async().map(Peers::increment).async()
                        : numbers.map(Peers::increment);
                CompletionStage<?> done = mapped.toMat(Sink.<Item> foreach(arrival::add), Keep.right())
                        .withAttributes(Attributes.inputBuffer(BOUND, BOUND)).run(system);
                done.toCompletableFuture().get(1, TimeUnit.MINUTES);
                return new Arrived(arrival.count, arrival.sum);
            }

            @Override
            public void close() {
                system.terminate();
            }
        };
    }
}
