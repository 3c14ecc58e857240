package io.quarkiverse.actors.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.model.HookModel;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.VirtualStage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** A random actor with one task that emits numbered items, and what it has seen of its producers. */
final class RandomNode {

    /** Who fails goes on at once, with the same item however often. */
    private static final Supervision GOES_ON = Supervision.DEFAULT.withBudget(-1, Duration.ofMinutes(1))
            .withBackoff(Duration.ZERO, Duration.ZERO, 0).withMaxAttempts(Integer.MAX_VALUE);

    private static final String TASK = "out";

    private enum Kind {
        BLOCKING,
        ASYNCHRONOUS,
        PROCESSOR
    }

    /** What a producer has emitted. */
    private record Item(int producer, int number) {
    }

    /** What this node consumes, and the last item it has seen. */
    private static final class Edge {

        final RandomNode producer;
        final InputModel input;
        int last = -1;
        int received;
        int runOfLast;
        final BitSet seen = new BitSet();

        Edge(RandomNode producer, InputModel input) {
            this.producer = producer;
            this.input = input;
        }

        boolean holdsBack() {
            return input.overflow() == Overflow.BACKPRESSURE;
        }
    }

    private final List<RandomNode> all;
    private final Random random;
    private final VirtualStage stage;
    private final int number;
    private final Kind kind;
    private final int items;
    private final int slowness;
    private final boolean batches;
    private final Duration batchTimeout;
    private final int concurrency;
    private final ActorState condition;
    private final boolean throwing;
    private final Map<Integer, Edge> edges = new HashMap<>();
    private final List<String> problems;
    private int emitted;
    private boolean mayHaveLeft;
    /** How many times the actor was stopped. */
    private int run;

    RandomNode(List<RandomNode> all, Random random, VirtualStage stage, List<String> problems) {
        this.all = all;
        this.random = random;
        this.stage = stage;
        this.problems = problems;
        this.number = all.size();
        this.kind = Kind.values()[random.nextInt(3)];
        this.items = random.nextInt(300);
        this.slowness = random.nextInt(4);
        this.batches = kind != Kind.PROCESSOR && random.nextInt(3) == 0;
        this.batchTimeout = random.nextBoolean() ? null : Duration.ofMillis(1 + random.nextInt(20));
        this.concurrency = kind != Kind.PROCESSOR && random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
        this.condition = kind == Kind.PROCESSOR || random.nextInt(3) > 0 ? ActorState.RUNNING
                : random.nextBoolean() ? ActorState.DEGRADED : ActorState.HEALTHY;
        this.throwing = random.nextInt(3) == 0;
        for (int i = number == 0 ? 0 : random.nextInt(4); i > 0; i--) {
            RandomNode producer = all.get(random.nextInt(number));
            edges.putIfAbsent(producer.number, new Edge(producer, input(producer)));
        }
    }

    private InputModel input(RandomNode producer) {
        int buffer = 1 + random.nextInt(random.nextBoolean() ? 4 : 40);
        Overflow overflow = random.nextInt(3) > 0 ? Overflow.BACKPRESSURE
                : Overflow.values()[random.nextInt(Overflow.values().length)];
        return new InputModel(producer.name(), TASK, buffer, overflow, batches ? 1 + random.nextInt(buffer) : 0, "");
    }

    String name() {
        return "N" + number;
    }

    /** From now on the actor may stop consuming although its producers go on. */
    void mayLeave() {
        mayHaveLeft = true;
    }

    int emitted() {
        return emitted;
    }

    TestActor actor() {
        TestActor actor = TestActor.actor(name());
        List<InputModel> inputs = new ArrayList<>();
        for (Edge edge : edges.values()) {
            actor.requires(edge.producer.name());
            inputs.add(edge.input);
        }
        Duration[] timeouts = new Duration[inputs.size()];
        Arrays.fill(timeouts, batchTimeout);
        actor.hook("stopped", HookModel.Kind.ENTER, ActorState.STOPPED, null, Returns.VALUE, transition -> {
            run += transition.trigger() == Trigger.STOP ? 1 : 0;
            return null;
        });
        return actor
                .task(TASK, returns(inputs.isEmpty()), true, inputs, inputs.isEmpty() ? ignored -> produce() : this::consume)
                .concurrent(concurrency).whileIn(condition)
                .with(model -> model,
                        s -> new TaskSettings(s.schedule(), s.delay(), s.timeout(), s.stallTimeout(), Arrays.asList(timeouts),
                                GOES_ON));
    }

    private Returns returns(boolean isSource) {
        return switch (kind) {
            case BLOCKING -> Returns.VALUE;
            case ASYNCHRONOUS -> Returns.UNI;
            case PROCESSOR -> isSource ? Returns.UNI : Returns.MULTI;
        };
    }

    private Object produce() throws InterruptedException {
        Duration time = random.nextInt(8) > 0 ? Duration.ZERO : Duration.ofMillis(1 + random.nextInt(5));
        if (kind == Kind.BLOCKING) {
            pass(time);
            return emitted >= items ? TaskResult.success() : emit();
        }
        return after(time).onItem().transform(ignored -> emitted >= items ? TaskResult.success() : emit());
    }

    private Object consume(Object argument) throws InterruptedException {
        if (kind == Kind.PROCESSOR) {
            Multi<?> in = ((Multi<?>) argument).onItem().invoke(this::note);
            return slowness == 0 ? in.onItem().transform(item -> emit())
                    : in.onItem().transformToUniAndConcatenate(item -> after(time()).onItem().transform(ignored -> emit()));
        }
        if (random.nextInt(20) == 0) {
            TaskResult<?> retry = TaskResult.retry(Duration.ofMillis(random.nextInt(3)));
            return kind == Kind.BLOCKING ? retry : Uni.createFrom().item(retry);
        }
        if (throwing && random.nextInt(30) == 0) {
            throw new IllegalStateException("now and then");
        }
        if (kind == Kind.BLOCKING) {
            pass(time());
            noteAll(argument);
            return emit();
        }
        return after(time()).onItem().transform(ignored -> {
            noteAll(argument);
            return emit();
        });
    }

    private Duration time() {
        return random.nextInt(4) >= slowness ? Duration.ZERO : Duration.ofMillis(1 + random.nextInt(4));
    }

    private void pass(Duration time) throws InterruptedException {
        if (!time.isZero()) {
            stage.block(time);
        }
    }

    private Uni<Object> after(Duration time) {
        return time.isZero() ? Uni.createFrom().item(0)
                : Uni.createFrom().emitter(emitter -> stage.later(time, () -> emitter.complete(0)));
    }

    private Object emit() {
        int next = emitted++;
        for (RandomNode node : all) {
            Edge edge = node.edges.get(number);
            if (edge != null && edge.holdsBack() && !node.mayHaveLeft && !node.mayFail()
                    && emitted - edge.received > edge.input.buffer() + node.inHandBesides()) {
                problems.add(emitted - edge.received + " items of " + this + " wait for " + node);
            }
        }
        return new Item(number, next);
    }

    /** How many items it may have in hand for which the buffer has room again. */
    private int inHandBesides() {
        return concurrency == 1 ? 0 : concurrency * (batches ? 40 : 1);
    }

    private void noteAll(Object argument) {
        if (batches) {
            ((List<?>) argument).forEach(this::note);
        } else {
            note(argument);
        }
    }

    private void note(Object received) {
        Item item = (Item) received;
        Edge edge = edges.get(item.producer());
        boolean contiguous = edge.holdsBack() && edge.runOfLast == run && !mayFail();
        if (concurrency > 1 || edge.producer.concurrency > 1) {
            if (edge.seen.get(item.number())) {
                problems.add(item.number() + " of " + edge.producer + " came twice to " + this);
            }
        } else if (contiguous ? item.number() != edge.last + 1 : item.number() <= edge.last) {
            problems.add(item.number() + " of " + edge.producer + " came after " + edge.last + " to " + this);
        }
        edge.seen.set(item.number());
        edge.last = item.number();
        edge.runOfLast = run;
        edge.received++;
    }

    private boolean mayFail() {
        return edges.values().stream().anyMatch(edge -> edge.input.overflow() == Overflow.FAIL);
    }

    /** Checks that everything was processed or dropped, unless the actor has left before the end. */
    void check(TaskSnapshot task, String graph, List<String> log) {
        if (log.stream().anyMatch(message -> message.startsWith(name() + "#" + TASK + " failed"))) {
            assertThat(mayFail() || throwing).as("%s may fail", this).isTrue();
        }
        if (mayHaveLeft) {
            return;
        }
        long lost = 0;
        for (Edge edge : edges.values()) {
            if (edge.holdsBack()) {
                assertThat(edge.received).as("%s of %s in\n%s\n%s", this, edge.producer, graph, log)
                        .isEqualTo(edge.producer.emitted);
            }
            lost += edge.producer.emitted - edge.received;
        }
        assertThat(task.skipped()).as("dropped by %s in\n%s\n%s", this, graph, log).isEqualTo(lost);
    }

    @Override
    public String toString() {
        return name() + " " + kind + " slowness " + slowness + " concurrency " + concurrency + " in " + condition
                + " batch timeout " + batchTimeout + " emitted " + emitted
                + " stopped " + run + " "
                + edges.values().stream().map(edge -> edge.input + " received " + edge.received).toList();
    }
}
