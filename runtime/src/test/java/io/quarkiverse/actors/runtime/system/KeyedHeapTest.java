package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.testing.TestSystem;

/** What an idle instance of a keyed actor takes up. Set {@code -Dactors.instances=100000} for more of them. */
class KeyedHeapTest {

    private static final int INSTANCES = Integer.getInteger("actors.instances", 20_000);
    /** Over the bean and the key. */
    private static final long MOST_BYTES = 800; // with what replies and timers hold for a while
    private static final int AT_ONCE = 1_000;

    @Test
    void an_idle_instance_is_small() throws InterruptedException {
        try (RealStage stage = new RealStage()) {
            Actors actors = new Actors(List.of(actor("Counter").keyed(null, key -> new AtomicInteger()).model()),
                    model -> actor("Counter").keyed(null, key -> new AtomicInteger()), TestSystem.SETTINGS, stage.platform());
            List<String> keys = IntStream.range(0, INSTANCES).mapToObj(number -> "key " + number).toList();
            start(actors, List.of("warm-up"));
            long before = usedHeap();
            List<Object> beans = IntStream.range(0, INSTANCES).<Object> mapToObj(AtomicInteger::new).toList();
            long bean = usedHeap() - before;
            beans = List.of();
            before = usedHeap();
            long begin = System.nanoTime();
            for (int i = 0; i < INSTANCES; i += AT_ONCE) {
                start(actors, keys.subList(i, Math.min(INSTANCES, i + AT_ONCE)));
            }
            long micros = Duration.ofNanos(System.nanoTime() - begin).toNanos() / INSTANCES / 1000;
            long each = (usedHeap() - before - bean) / INSTANCES;
            System.out.printf("KeyedHeapTest: %,d idle instances, each %,d bytes over its bean, made in %,d us%n", INSTANCES,
                    each, micros);
            assertThat(beans).isEmpty();
            assertThat(keys).allMatch(key -> actors.keyed("Counter", key).state() == ActorState.HEALTHY);
            assertThat(each).isLessThan(MOST_BYTES);
            begin = System.nanoTime();
            assertThat(actors.shutdown()).succeedsWithin(Duration.ofSeconds(20));
            System.out.printf("KeyedHeapTest: stopped in %,d ms%n", Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }
    }

    private static void start(Actors actors, List<String> keys) throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(keys.size());
        for (String key : keys) {
            ActorRef<AtomicInteger> ref = actors.keyed("Counter", key);
            ref.ask(AtomicInteger::incrementAndGet).subscribe().with(ignored -> answered.countDown(),
                    Throwable::printStackTrace);
        }
        assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
