package io.quarkiverse.actors.benchmarks.message;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.benchmarks.Application;
import io.smallrye.mutiny.Uni;

/** Instances of a keyed actor, started and stopped by their references, a number of them at the same time. */
final class ActorSpawning implements Spawning {

    private static final int AT_ONCE = 256;

    private final ActorSystem system;
    private List<ActorRef<KeyedAnswerer>> actors = List.of();

    ActorSpawning(Application application) {
        system = application.bean(ActorSystem.class);
    }

    @Override
    public void start(int size) throws Exception {
        actors = IntStream.range(0, size).mapToObj(key -> system.actor(KeyedAnswerer.class, String.valueOf(key))).toList();
        all(ActorRef::start);
    }

    @Override
    public void stop() throws Exception {
        all(ActorRef::stop);
        actors = List.of();
    }

    private void all(Function<ActorRef<KeyedAnswerer>, Uni<Void>> call) throws Exception {
        Semaphore room = new Semaphore(AT_ONCE);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        for (ActorRef<KeyedAnswerer> actor : actors) {
            room.acquire();
            call.apply(actor).subscribe().with(ignored -> room.release(), failure -> {
                failed.set(failure);
                room.release();
            });
        }
        if (!room.tryAcquire(AT_ONCE, 1, TimeUnit.MINUTES) || failed.get() != null) {
            throw new IllegalStateException("Not all were started or stopped", failed.get());
        }
    }

    @Override
    public void close() {
        // they stop with the application
    }
}
