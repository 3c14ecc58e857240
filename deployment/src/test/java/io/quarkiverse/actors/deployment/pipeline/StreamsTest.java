package io.quarkiverse.actors.deployment.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.ConsumeFrom;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.TaskState;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;

/** What consumers may do with streams; how it is done in detail is tested in the runtime. */
class StreamsTest {

    private static final int COUNT = 24;
    private static final List<Object> NUMBERS = IntStream.rangeClosed(1, COUNT).<Object> mapToObj(n -> n).toList();

    @RegisterExtension
    static final QuarkusUnitTest application = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Numbers.class, Letters.class, Merging.class, Batching.class,
                    Filtering.class, Parallel.class, Late.class, Virtual.class, Collected.class));

    @Inject
    ActorSystem system;

    @Inject
    Collected collected;

    @Inject
    ActorRef<Parallel> parallel;

    @Inject
    ActorRef<Late> late;

    @Test
    void severalProducersAreMerged() {
        await().untilAsserted(() -> assertThat(collected.by("merging")).hasSize(COUNT + 2));
        assertThat(collected.by("merging")).containsSubsequence(NUMBERS).containsSubsequence('a', 'b');
    }

    @Test
    void batchesAreHandedOverWhenFullOrInTime() {
        await().untilAsserted(() -> assertThat(collected.by("batching")).hasSize(3));
        assertThat(collected.by("batching")).containsExactly(NUMBERS.subList(0, 10), NUMBERS.subList(10, 20),
                NUMBERS.subList(20, 24));
    }

    @Test
    void processorTakesAndReturnsAStream() {
        await().untilAsserted(() -> assertThat(collected.by("filtered")).hasSize(COUNT / 2));
        assertThat(collected.by("filtered")).startsWith("2", "4", "6").endsWith("24");
    }

    @Test
    void iterationsRunAtTheSameTime() {
        await().untilAsserted(() -> assertThat(collected.by("parallel")).hasSize(COUNT));
        assertThat(collected.by("parallel")).containsExactlyInAnyOrderElementsOf(NUMBERS);
        assertThat(parallel.tasks()).singleElement().extracting(TaskSnapshot::iterations).isEqualTo((long) COUNT);
    }

    @Test
    void whatDoesNotFitIsDropped() {
        await().untilAsserted(() -> assertThat(collected.by("filtered")).contains("24")); // everything was emitted
        collected.gate.countDown();

        await().untilAsserted(() -> {
            assertThat(collected.by("oldest")).endsWith(21, 22, 23, 24).hasSizeBetween(4, COUNT - 1);
            assertThat(collected.by("newest")).startsWith(1, 2, 3, 4).doesNotContain(24).hasSizeBetween(4, COUNT - 1);
        });
        for (TaskSnapshot task : late.tasks()) {
            assertThat(task.state()).as(task.name()).isEqualTo(TaskState.RUNNING);
            assertThat(task.skipped()).as(task.name()).isEqualTo(COUNT - collected.by(task.name()).size());
        }
    }

    @Test
    void virtualThreadsAreUsedWhereThereAreSome() {
        await().untilAsserted(() -> assertThat(collected.by("virtual")).isNotEmpty());
        boolean areThere = Runtime.version().feature() >= 21;
        assertThat(collected.by("virtual")).first().asString()
                .startsWith(areThere ? "quarkus-virtual-thread" : "executor-thread");
    }

    @Singleton
    static class Collected {

        private final Map<String, List<Object>> items = new ConcurrentHashMap<>();
        final CountDownLatch gate = new CountDownLatch(1);

        void add(String by, Object item) {
            items.computeIfAbsent(by, name -> new CopyOnWriteArrayList<>()).add(item);
        }

        List<Object> by(String name) {
            return items.getOrDefault(name, List.of());
        }
    }

    /** Emits its numbers and then has no more, but does not end. */
    @Actor
    static class Numbers {

        private int sent;

        @Task
        TaskResult<Integer> numbers() {
            return sent == COUNT ? TaskResult.skip() : TaskResult.emit(++sent);
        }
    }

    @Actor
    static class Letters {

        @Task
        Multi<Character> letters() {
            return Multi.createFrom().items('a', 'b');
        }
    }

    @Actor
    static class Merging {

        @Inject
        Numbers numbers;

        @Inject
        Letters letters;

        @Inject
        Collected collected;

        @Task
        @ConsumeFrom(Numbers.class)
        @ConsumeFrom(Letters.class)
        void merge(Object item) {
            collected.add("merging", item);
        }
    }

    @Actor
    static class Batching {

        @Inject
        Numbers numbers;

        @Inject
        Collected collected;

        @Task
        @ConsumeFrom(value = Numbers.class, batchSize = 10, batchTimeout = "${batch.timeout:500ms}")
        void batch(List<Integer> batch) {
            collected.add("batching", List.copyOf(batch));
        }
    }

    @Actor
    static class Filtering {

        @Inject
        Numbers numbers;

        @Task
        @ConsumeFrom(Numbers.class)
        Multi<String> even(Multi<Integer> items) {
            return items.filter(item -> item % 2 == 0).map(String::valueOf);
        }
    }

    @Actor
    static class Parallel {

        private final CyclicBarrier together = new CyclicBarrier(4);

        @Inject
        Numbers numbers;

        @Inject
        Collected collected;

        @Task(concurrency = 4)
        @ConsumeFrom(Numbers.class)
        void take(int number) throws Exception {
            together.await(10, TimeUnit.SECONDS);
            collected.add("parallel", number);
        }
    }

    @Actor
    static class Virtual {

        @Inject
        Filtering filtering;

        @Inject
        Collected collected;

        @Task
        @RunOnVirtualThread
        @ConsumeFrom(Filtering.class)
        void take(String number) {
            collected.add("filtered", number);
            collected.add("virtual", Thread.currentThread().getName());
        }
    }

    @Actor
    static class Late {

        @Inject
        Numbers numbers;

        @Inject
        Collected collected;

        @Task
        @ConsumeFrom(value = Numbers.class, buffer = 4, overflow = Overflow.DROP_OLDEST)
        void oldest(int number) throws InterruptedException {
            collected.gate.await();
            collected.add("oldest", number);
        }

        @Task
        @ConsumeFrom(value = Numbers.class, buffer = 4, overflow = Overflow.DROP_NEWEST)
        void newest(int number) throws InterruptedException {
            collected.gate.await();
            collected.add("newest", number);
        }
    }
}
