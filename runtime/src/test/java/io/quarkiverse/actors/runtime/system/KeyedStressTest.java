package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;

/**
 * Many threads ask many keys while instances stop because nobody uses them, are stopped, and are restarted: there is never more
 * than one instance of a key, and no update is lost on the way from one to the next. Set {@code -Dactors.asks=1000000} for
 * more.
 */
class KeyedStressTest {

    private static final int ASKS = Integer.getInteger("actors.asks", 160_000);
    private static final int THREADS = 16;
    private static final int KEYS = 1_000;
    private static final int UNANSWERED = 64;

    /** What outlives the instances. */
    private final Map<String, Long> store = new ConcurrentHashMap<>();
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private final AtomicLong instances = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private final class Counter {

        private final String key;
        private long count;

        Counter(String key) {
            this.key = key;
            instances.incrementAndGet();
            if (!live.add(key)) {
                failures.add(new IllegalStateException("Two instances of " + key));
            }
            count = store.getOrDefault(key, 0L);
        }

        void increment() {
            count++;
        }

        void save() {
            store.put(key, count);
            live.remove(key);
        }
    }

    @Test
    void no_update_is_lost() throws InterruptedException {
        try (RealStage stage = new RealStage()) {
            TestActor counter = actor("Counter").keyed(Duration.ofMillis(20), Counter::new)
                    .destroyed(instance -> ((Counter) instance).save());
            Actors actors = new Actors(List.of(counter.model()), model -> counter, TestSystem.SETTINGS, stage.platform());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Thread thread = new Thread(() -> ask(actors, ASKS / THREADS));
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(actors.shutdown()).succeedsWithin(Duration.ofSeconds(20));
            System.out.printf("KeyedStressTest: %,d asks answered, %,d refused, by %,d instances%n", answered.get(),
                    refused.get(), instances.get());
            assertThat(failures).isEmpty();
            assertThat(live).isEmpty();
            assertThat(answered.get() + refused.get()).isEqualTo(ASKS / THREADS * THREADS);
            assertThat(store.values().stream().mapToLong(count -> count).sum()).isEqualTo(answered.get());
            assertThat(refused.get()).as("only stops that are told to refuse").isLessThan(ASKS / 50);
        }
    }

    private void ask(Actors actors, int asks) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Semaphore unanswered = new Semaphore(UNANSWERED);
        for (int i = 0; i < asks; i++) {
            // now here, now there, so that others have time to become idle
            String key = String.valueOf((i / 200 * 100 + random.nextInt(100)) % KEYS);
            ActorRef<Counter> ref = actors.keyed("Counter", key);
            unanswered.acquireUninterruptibly();
            ref.<Object> ask(counter -> {
                counter.increment();
                return key;
            }).subscribe().with(reply -> {
                answered.incrementAndGet();
                unanswered.release();
            }, failure -> {
                refused.incrementAndGet();
                if (!(failure instanceof ActorNotStartedException)) {
                    failures.add(failure);
                }
                unanswered.release();
            });
            disturb(ref, random.nextInt(1_000));
        }
        try {
            if (!unanswered.tryAcquire(UNANSWERED, 20, TimeUnit.SECONDS)) {
                failures.add(new IllegalStateException("Some asks were not answered"));
            }
        } catch (InterruptedException e) {
            failures.add(e);
        }
    }

    private static void disturb(ActorRef<Counter> ref, int lot) {
        if (lot == 0) {
            ref.stop();
        } else if (lot == 1) {
            ref.restart();
        }
    }
}
