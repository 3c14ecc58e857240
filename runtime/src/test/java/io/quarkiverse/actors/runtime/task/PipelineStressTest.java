package io.quarkiverse.actors.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.eclipse.microprofile.context.spi.ContextManagerProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.TaskResult;
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
import io.quarkiverse.actors.runtime.turn.Threads;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.smallrye.mutiny.Uni;

/**
 * Random graphs of tasks on real threads: every item arrives once and in order, no consumer is further behind than its buffer,
 * and one iteration at a time runs in an actor. For a longer run set {@code stress.millis}.
 */
class PipelineStressTest {

    private static final long MILLIS = Long.getLong("stress.millis", 2_000);
    private static final int ITEMS = 5_000;

    private final Random random;
    private final long seed;
    private final RealStage stage = new RealStage();
    private final Threads threads;
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private List<Node> nodes;
    private CountDownLatch running;

    PipelineStressTest() {
        seed = Long.getLong("stress.seed", System.nanoTime());
        random = new Random(seed);
        Platform platform = stage.platform();
        Lanes workers = Lanes.workers(platform.workers(), 6, 2, platform.timers(), platform.nanoTime());
        Lanes loops = Lanes.loops(platform.loops(), 2, platform.timers(), platform.nanoTime());
        Lanes virtual = Lanes.virtual(platform.virtual(), 2, platform.timers(), platform.nanoTime());
        threads = new Threads(workers, loops, virtual);
    }

    /** Mutiny looks for the contexts to propagate on first use, which does not bear several threads at once. */
    @BeforeAll
    static void loadMutiny() {
        ContextManagerProvider.instance().getContextManager();
    }

    @Test
    void losesDoublesAndReordersNothing() throws Exception {
        System.out.println("PipelineStressTest seed " + seed);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        int rounds = 0;
        try (stage) {
            while (System.nanoTime() < end) {
                runGraph();
                rounds++;
            }
        }
        assertThat(rounds).isPositive();
    }

    private void runGraph() throws InterruptedException {
        nodes = new ArrayList<>();
        List<Turn> turns = Stream.generate(() -> new Turn(threads)).limit(1 + random.nextInt(4)).toList();
        List<int[]> shared = turns.stream().map(turn -> new int[1]).toList();
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            int turn = random.nextInt(turns.size());
            nodes.add(new Node(i, turns.get(turn), shared.get(turn)));
        }
        running = new CountDownLatch(count);
        nodes.forEach(node -> node.task.prepare());
        nodes.forEach(node -> node.task.join());
        nodes.forEach(node -> node.task.begin(node));
        boolean over = disturb();
        assertThat(errors).as("seed %d", seed).isEmpty();
        assertThat(over).as("all have ended, seed %d: %s", seed, over ? "" : nodes).isTrue();
        nodes.forEach(Node::check);
        assertThat(errors).as("seed %d", seed).isEmpty();
    }

    /** Pauses and resumes tasks until all have ended. */
    private boolean disturb() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            Task task = nodes.get(random.nextInt(nodes.size())).task;
            task.hold(Hold.PAUSE);
            Thread.onSpinWait();
            task.release(Hold.PAUSE);
            if (running.await(random.nextInt(200), TimeUnit.MICROSECONDS)) {
                return true;
            }
        }
        return running.await(1, TimeUnit.MINUTES);
    }

    /** A source of numbers, or a consumer of one or two nodes before it that passes them on. */
    private final class Node implements TaskListener {

        private final int number;
        private final int[] turnCounter;
        private final List<Node> producers = new ArrayList<>();
        private final int buffer = 1 << random.nextInt(9);
        private final boolean async = random.nextInt(4) == 0;
        private final int skipEvery = random.nextBoolean() ? 0 : 100 + random.nextInt(10_000);
        private final Task task;
        private final long[] expected;
        private long emitted;
        private volatile long published;
        /** Neither volatile nor atomic: the turn has to protect it. */
        private int iterations;
        private int inside;

        Node(int number, Turn turn, int[] turnCounter) {
            this.number = number;
            this.turnCounter = turnCounter;
            for (int i = number == 0 ? 0 : random.nextInt(3); i > 0; i--) {
                Node producer = nodes.get(random.nextInt(number));
                if (!producers.contains(producer)) {
                    producers.add(producer);
                }
            }
            expected = new long[number + 1];
            Threading threading = Threading.values()[random.nextInt(Threading.values().length)];
            MethodModel method = new MethodModel("n" + number, 0, async ? Returns.UNI : Returns.VALUE, true, threading);
            List<InputModel> inputs = producers.stream().map(p -> InputModel.of("a", "" + p.number, buffer)).toList();
            Platform platform = stage.platform();
            TaskModel model = TaskModel.of("n" + number, method, inputs);
            task = Tasks.of(model, TaskSettings.unlimited(model), (node, items) -> outcome(iterate(items)),
                    new TaskContext("Stress", turn, this, platform.timers(), platform.clock(), platform.nanoTime(),
                            new Supervisor(platform.nanoTime(), () -> 0.5), TaskContext.Outputs.PLAIN),
                    () -> turn,
                    (actor, name) -> nodes.get(Integer.parseInt(name)).task.output());
        }

        private Object outcome(Object result) {
            if (!async) {
                return result;
            }
            Uni<Object> now = Uni.createFrom().item(result);
            return iterations % 512 == 0 ? now.emitOn(stage.platform().workers()) : now;
        }

        private Object iterate(Object[] items) {
            if (++inside != 1) {
                errors.add(this + " runs twice at the same time");
            }
            iterations++;
            turnCounter[0]++;
            Object result = producers.isEmpty() ? produce() : consume((long[]) items[0]);
            inside--;
            return result;
        }

        private Object produce() {
            if (skipEvery > 0 && iterations % skipEvery == 0) {
                return TaskResult.skip();
            }
            return emitted == ITEMS ? TaskResult.success() : item();
        }

        private Object consume(long[] item) {
            int from = (int) item[0];
            if (item[1] != expected[from]) {
                errors.add(this + " expected " + expected[from] + " of n" + from + ", got " + item[1]);
            }
            if (skipEvery > 0 && iterations % skipEvery == 0) {
                return TaskResult.retry();
            }
            expected[from]++;
            if (nodes.get(from).published - item[1] > buffer + 1) {
                errors.add("n" + from + " is " + (nodes.get(from).published - item[1]) + " ahead of " + this);
            }
            return item();
        }

        private Object item() {
            published = emitted + 1;
            return new long[] { number, emitted++ };
        }

        void check() {
            for (Node producer : producers) {
                if (expected[producer.number] != producer.emitted) {
                    errors.add(this + " got " + expected[producer.number] + " of " + producer.emitted + " of " + producer);
                }
            }
            int inTurn = nodes.stream().filter(n -> n.turnCounter == turnCounter).mapToInt(n -> n.iterations).sum();
            if (turnCounter[0] != inTurn) {
                errors.add("A turn counted " + turnCounter[0] + " of " + inTurn + " iterations");
            }
        }

        @Override
        public void ended(Task ended, Task.Outcome outcome, Throwable cause) {
            if (outcome != Task.Outcome.SUCCEEDED) {
                errors.add(this + " ended as " + outcome + " " + cause);
            }
            running.countDown();
        }

        @Override
        public void failed(Task failed, Throwable cause, Verdict verdict) {
            errors.add(failed + " failed with " + cause);
        }

        @Override
        public void deadLetter(Task consumer, Object item, Throwable cause, int attempts) {
            errors.add(consumer + " gave up " + item);
        }

        @Override
        public void undelivered(Task left, String producer, long items) {
            errors.add(this + " left " + items + " of " + producer);
        }

        @Override
        public String toString() {
            return "n" + number + producers.stream().map(p -> "n" + p.number).toList() + " buffer " + buffer + " emitted "
                    + emitted + " " + task.state();
        }
    }
}
