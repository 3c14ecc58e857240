package io.quarkiverse.actors.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.eclipse.microprofile.context.spi.ContextManagerProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Supervisor;
import io.quarkiverse.actors.runtime.supervision.Verdict;
import io.quarkiverse.actors.runtime.task.Task.Hold;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.turn.Lanes;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Threads;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.smallrye.mutiny.Uni;

/**
 * A source, a task that passes on what it consumes with several iterations at a time, and a consumer of that, on real threads:
 * every item arrives once, no more iterations are in progress than may be, and the counters are exact. For a longer run set
 * {@code stress.millis}.
 */
class ConcurrentStressTest implements TaskListener {

    private static final long MILLIS = Long.getLong("stress.millis", 1_500);
    private static final int ITEMS = 2_000;

    private final long seed = Long.getLong("stress.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RealStage stage = new RealStage();
    private final Platform platform = stage.platform();
    private final Threads threads = new Threads(
            Lanes.workers(platform.workers(), 6, 2, platform.timers(), platform.nanoTime()),
            Lanes.loops(platform.loops(), 2, platform.timers(), platform.nanoTime()),
            Lanes.virtual(platform.virtual(), 2, platform.timers(), platform.nanoTime()));
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private CountDownLatch ended;

    /** Mutiny looks for the contexts to propagate on first use, which does not bear several threads at once. */
    @BeforeAll
    static void loadMutiny() {
        ContextManagerProvider.instance().getContextManager();
    }

    @Test
    void losesAndDoublesNothing() throws Exception {
        System.out.println("ConcurrentStressTest seed " + seed);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        int rounds = 0;
        try (stage) {
            while (System.nanoTime() < end) {
                runOnce();
                rounds++;
            }
        }
        assertThat(rounds).isPositive();
    }

    private void runOnce() throws InterruptedException {
        ended = new CountDownLatch(3);
        int concurrency = 2 + random.nextInt(8);
        int[] sent = { 0 };
        Task source = task("source", 1, Returns.VALUE, (actor, none) -> sent[0] == ITEMS ? TaskResult.success() : sent[0]++);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger retried = new AtomicInteger();
        boolean async = random.nextBoolean();
        int retryOneOf = 2 + random.nextInt(1_000);
        AtomicInteger calls = new AtomicInteger();
        Task middle = task("middle", concurrency, async ? Returns.UNI : Returns.VALUE, (actor, items) -> {
            if (inside.incrementAndGet() > concurrency) {
                errors.add("more than " + concurrency + " are in progress");
            }
            boolean retry = calls.incrementAndGet() % retryOneOf == 0;
            Object result = retry ? TaskResult.retry() : items[0];
            if (retry) {
                retried.incrementAndGet();
            }
            if (!async) {
                inside.decrementAndGet();
                return result;
            }
            Uni<Object> later = Uni.createFrom().item(result);
            return (calls.get() % 8 == 0 ? later.emitOn(platform.workers()) : later).invoke(inside::decrementAndGet);
        }, source);
        AtomicIntegerArray arrived = new AtomicIntegerArray(ITEMS);
        Task sink = task("sink", 1 + random.nextInt(2) * 3, Returns.VALUE, (actor, items) -> {
            arrived.incrementAndGet((int) items[0]);
            return null;
        }, middle);

        for (Task task : List.of(source, middle, sink)) {
            task.prepare();
            task.join();
        }
        List.of(source, middle, sink).forEach(task -> task.begin(this));
        boolean over = disturb(middle);
        assertThat(over).as("all have ended, seed %d: %s", seed, List.of(source.snapshot(), middle.snapshot(), sink.snapshot()))
                .isTrue();
        check(middle.snapshot(), sink.snapshot(), arrived, retried.get());
    }

    private void check(TaskSnapshot middle, TaskSnapshot sink, AtomicIntegerArray arrived, int retried) {
        for (int i = 0; i < ITEMS; i++) {
            if (arrived.get(i) != 1) {
                errors.add("item " + i + " arrived " + arrived.get(i) + " times");
            }
        }
        assertThat(errors).as("seed %d", seed).isEmpty();
        assertThat(middle.emitted()).isEqualTo(ITEMS);
        assertThat(middle.retried()).isEqualTo(retried);
        assertThat(middle.iterations()).isEqualTo(ITEMS + retried);
        assertThat(sink.iterations()).isEqualTo(ITEMS);
    }

    /** Pauses and resumes a task until all have ended. */
    private boolean disturb(Task task) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            task.hold(Hold.PAUSE);
            Thread.onSpinWait();
            task.release(Hold.PAUSE);
            if (ended.await(random.nextInt(500), TimeUnit.MICROSECONDS)) {
                return true;
            }
        }
        return ended.await(1, TimeUnit.MINUTES);
    }

    private Task task(String name, int concurrency, Returns returns, MethodCall call, Task... producers) {
        Threading threading = Threading.values()[random.nextInt(Threading.values().length)];
        int buffer = 1 << random.nextInt(8);
        List<InputModel> inputs = List.of(producers).stream().map(task -> InputModel.of("a", task.name(), buffer)).toList();
        TaskModel base = TaskModel.of(name, new MethodModel(name, 0, returns, !name.equals("sink"), threading), inputs);
        TaskModel model = new TaskModel(name, base.method(), inputs, base.schedule(), base.whileIn(), base.substate(),
                concurrency, "", "",
                base.supervision());
        Turn turn = new Turn(threads);
        TaskContext context = new TaskContext("Stress", turn, this, platform.timers(), platform.clock(), platform.nanoTime(),
                new Supervisor(platform.nanoTime(), () -> 0.5), TaskContext.Outputs.PLAIN);
        return Tasks.of(model, TaskSettings.unlimited(model), call, context, () -> new Turn(threads),
                (actor, task) -> producers[0].output());
    }

    @Override
    public void ended(Task task, Task.Outcome outcome, Throwable cause) {
        if (outcome != Task.Outcome.SUCCEEDED) {
            errors.add(task + " ended as " + outcome + " " + cause);
        }
        ended.countDown();
    }

    @Override
    public void failed(Task task, Throwable cause, Verdict verdict) {
        errors.add(task + " failed with " + cause);
    }

    @Override
    public void deadLetter(Task task, Object item, Throwable cause, int attempts) {
        errors.add(task + " gave up " + item);
    }

    @Override
    public void undelivered(Task task, String producer, long items) {
        errors.add(task + " left " + items + " of " + producer);
    }
}
