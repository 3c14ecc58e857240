package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.Transitions;

/** Many items through three actors do not make the heap grow. Set {@code -Dactors.items=100000000} for a long run. */
class HeapTest {

    private static final long ITEMS = Long.getLong("actors.items", 2_000_000);
    private static final long TOLERANCE = 4 << 20;

    private record Item(long number) {
    }

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile long heapAtTheBeginning;
    private long next;
    private long expected;
    private volatile long received;

    @Test
    void the_heap_does_not_grow() throws InterruptedException {
        try (RealStage stage = new RealStage()) {
            TestActor numbers = actor("Numbers").source("numbers", this::number);
            TestActor increment = actor("Increment").requires("Numbers").pipe("increment", from("Numbers", "numbers"),
                    item -> new Item(((Item) item).number() + 1));
            TestActor sum = actor("Sum").requires("Increment").sink("sum", from("Increment", "increment"), this::receive);
            Actors actors = TestSystem.actors(List.of(numbers, increment, sum), stage, new Transitions());
            actors.completion().subscribe().with(ignored -> done.countDown());
            long begin = System.nanoTime();
            actors.boot();
            assertThat(done.await(10, TimeUnit.MINUTES)).isTrue();
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            long heap = usedHeap();
            System.out.printf("HeapTest: %,d items in %d ms; heap after a tenth %,d, at the end %,d bytes%n", received,
                    time.toMillis(), heapAtTheBeginning, heap);
            assertThat(received).isEqualTo(ITEMS);
            assertThat(heap).isLessThan(heapAtTheBeginning + TOLERANCE);
            assertThat(actors.shutdown()).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    private Object number() {
        return next == ITEMS ? TaskResult.success() : new Item(next++);
    }

    private void receive(Object item) {
        if (((Item) item).number() != ++expected) {
            throw new IllegalStateException("Expected " + expected + ", got " + item);
        }
        received = expected;
        if (expected == ITEMS / 10) {
            heapAtTheBeginning = usedHeap();
        }
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
