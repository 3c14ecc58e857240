package io.quarkiverse.actors.runtime.reference;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.reference.ReferenceActor.Edge;
import io.quarkiverse.actors.runtime.reference.ReferenceActor.Mode;
import io.quarkiverse.actors.runtime.reference.ReferenceCall.Outcome;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.VirtualStage;

/** Plays steps with a system of actors and with the reference model, and compares the two after each step. */
final class ReferencePlay implements AutoCloseable {

    private static final int BUFFER = 4096;
    private static final Trigger[] GUARDED = { Trigger.START, Trigger.PAUSE, Trigger.RESUME, Trigger.STOP, Trigger.RESTART };

    /** What may happen. */
    enum Kind {
        START,
        STOP,
        PAUSE,
        RESUME,
        RESTART,
        REPORT_ERROR,
        REPORT_WARNING,
        REPORT_PROBLEM,
        RECOVER,
        EMIT,
        FAIL,
        MODE,
        VETO,
        ADVANCE,
        START_ALL,
        STOP_ALL
    }

    /** One thing that happens to an actor; what the argument means is up to the kind. */
    record Step(Kind kind, int actor, int argument) {

        static Step random(Random random) {
            Kind kind = switch (random.nextInt(40)) {
                case 0, 1, 2, 3 -> Kind.FAIL;
                case 4, 5, 6 -> Kind.ADVANCE;
                case 7, 8, 9 -> Kind.EMIT;
                case 10, 11, 12 -> Kind.START;
                case 13, 14 -> Kind.MODE;
                case 15, 16 -> Kind.PAUSE;
                case 17, 18, 19 -> Kind.RESUME;
                case 20 -> Kind.START_ALL;
                default -> Kind.values()[random.nextInt(Kind.values().length)];
            };
            return new Step(kind, random.nextInt(100), random.nextInt(1000));
        }
    }

    private record MadeCall(Step step, Call call, Supplier<Outcome> expected) {
    }

    private final ReferenceModel model = new ReferenceModel();
    private final List<LiveActor> live = new ArrayList<>();
    private final TestSystem system;
    private final List<MadeCall> calls = new ArrayList<>();

    ReferencePlay(long seed) {
        Random random = new Random(seed);
        List<TestActor> all = new ArrayList<>();
        for (int i = 2 + random.nextInt(5); i > 0; i--) {
            ReferenceActor actor = randomActor(random);
            model.actors.add(actor);
            live.add(new LiveActor(actor.name));
            all.add(testActor(actor, live.get(live.size() - 1)));
        }
        system = new TestSystem(new VirtualStage(seed), all);
        system.actors.addDeadLetterListener(letter -> live.get(Integer.parseInt(letter.actor().substring(1))).lost++);
        Call boot = system.boot();
        List<ReferenceCall> expected = model.startAll(false);
        calls.add(new MadeCall(null, boot, () -> all(expected)));
    }

    private ReferenceActor randomActor(Random random) {
        int number = model.actors.size();
        SupervisionStrategy[] strategies = SupervisionStrategy.values();
        Supervision supervision = Supervision.DEFAULT.withStrategy(strategies[random.nextInt(strategies.length)])
                .withBudget(2, Duration.ofSeconds(10))
                // different for each actor, so that no two things happen at the same time
                .withBackoff(Duration.ofNanos(100_000_000 + 1_000_003L * number), Duration.ofSeconds(30), 0);
        ReferenceActor actor = new ReferenceActor("A" + number, random.nextInt(4) > 0, supervision);
        for (ReferenceActor other : model.actors) {
            if (random.nextInt(5) < 2) {
                boolean required = random.nextInt(4) > 0;
                actor.dependencies.add(new Edge(other, required));
                if (required && random.nextBoolean()) {
                    actor.sinks.add(new ReferenceSink(other));
                }
            }
        }
        return actor;
    }

    private static TestActor testActor(ReferenceActor model, LiveActor live) {
        TestActor actor = actor(model.name).asyncResource("resource", live::acquire).stream("source", live::source)
                .supervised(model.supervision);
        for (Edge edge : model.dependencies) {
            if (edge.required()) {
                actor.requires(edge.to().name);
            } else {
                actor.follows(edge.to().name);
            }
        }
        for (int i = 0; i < model.sinks.size(); i++) {
            int sink = i;
            live.processed.add(0);
            actor.sink("sink" + i, from(model.sinks.get(i).producer.name, "source", BUFFER),
                    item -> live.processed.set(sink, live.processed.get(sink) + 1));
        }
        for (Trigger trigger : GUARDED) {
            actor.guard(trigger, () -> !live.vetoed.contains(trigger));
        }
        return model.autoStart ? actor : actor.onDemand();
    }

    /** Takes a step; returns whether the model knows what happens next. */
    boolean play(Step step) {
        int number = step.actor % live.size();
        ReferenceActor actor = model.actors.get(number);
        LiveActor lived = live.get(number);
        ActorRef<?> ref = system.ref(actor.name);
        switch (step.kind) {
            case START -> call(step, system.play(ref.start()), model.start(actor));
            case PAUSE -> call(step, system.play(ref.pause()), model.call(actor, Trigger.PAUSE));
            case RESUME -> call(step, system.play(ref.resume()), model.call(actor, Trigger.RESUME));
            case RESTART -> call(step, system.play(ref.restart()), model.call(actor, Trigger.RESTART));
            case STOP -> stopped(step, system.play(ref.stop()), model.stop(actor));
            case STOP_ALL -> stopped(step, system.play(system.actors.stop()), model.stopAll());
            case START_ALL -> {
                Call call = system.play(system.actors.start());
                List<ReferenceCall> expected = model.startAll(true);
                calls.add(new MadeCall(step, call, () -> all(expected)));
            }
            case REPORT_ERROR, REPORT_WARNING, REPORT_PROBLEM, RECOVER -> report(step.kind, ref, actor);
            case EMIT -> {
                if (lived.emit()) {
                    model.emit(actor);
                }
            }
            case FAIL -> {
                if (lived.fail()) {
                    model.failSource(actor);
                }
            }
            case MODE -> {
                Mode mode = Mode.values()[step.argument % Mode.values().length];
                lived.setMode(mode);
                model.setMode(actor, mode);
            }
            case VETO -> {
                Trigger trigger = GUARDED[step.argument % GUARDED.length];
                lived.veto(trigger, step.argument % 4 == 0);
                actor.vetoed.clear();
                actor.vetoed.addAll(lived.vetoed);
            }
            default -> {
                Duration time = Duration.ofMillis(step.argument % 5 == 0 ? 20L * step.argument : step.argument);
                system.stage.advance(time);
                model.advance(time);
            }
        }
        system.stage.settle();
        if (model.isUndecidable()) {
            return false;
        }
        compare();
        return true;
    }

    private void report(Kind kind, ActorRef<?> ref, ReferenceActor actor) {
        switch (kind) {
            case REPORT_ERROR -> ref.reportError(new IllegalStateException("reported"));
            case REPORT_WARNING -> ref.reportWarning("reported");
            case REPORT_PROBLEM -> ref.reportProblem("reported");
            default -> ref.recover();
        }
        if (kind == Kind.REPORT_ERROR) {
            model.reportError(actor);
        } else {
            model.call(actor, Trigger.valueOf(kind.name()));
        }
    }

    private void call(Step step, Call call, ReferenceCall expected) {
        calls.add(new MadeCall(step, call, () -> expected.outcome));
    }

    private void stopped(Step step, Call call, Outcome expected) {
        calls.add(new MadeCall(step, call, () -> expected));
    }

    private static Outcome all(List<ReferenceCall> calls) {
        if (calls.stream().anyMatch(call -> !call.isOver())) {
            return Outcome.PENDING;
        }
        return calls.stream().map(call -> call.outcome).filter(outcome -> outcome != Outcome.DONE).findFirst()
                .orElse(Outcome.DONE);
    }

    private void compare() {
        for (int i = 0; i < live.size(); i++) {
            ReferenceActor actor = model.actors.get(i);
            if (actor.undecided) {
                actor.decide(live.get(i).emits(), live.get(i).processed);
            }
            assertThat(live.get(i).describe(system.ref(actor.name))).as("%s", model.actors).isEqualTo(describe(actor));
        }
        for (MadeCall made : calls) {
            assertThat(Outcome.of(made.call)).as("%s %s in %s", made.step, made.call, model.actors)
                    .isEqualTo(made.expected.get());
        }
        calls.removeIf(made -> made.call.isDone());
    }

    private static String describe(ReferenceActor actor) {
        return LiveActor.describe(actor.name, actor.state, actor.restart, actor.acquired ? 1 : 0, actor.subscribed,
                actor.sinks.stream().map(sink -> sink.processed).toList(), actor.lost);
    }

    /** Nothing is left behind at the end, and nobody waits. */
    void end() {
        Call shutdown = system.shutdown();
        assertThat(shutdown.message()).isEqualTo("done");
        assertThat(calls).allMatch(made -> made.call.isDone());
        system.stage.advance(Duration.ofSeconds(1)); // the lanes' watch looks once more
        assertThat(system.stage.timers()).as("timers").isZero();
        assertThat(system.actors.actors()).extracting(ActorRef::state).containsOnly(ActorState.STOPPED);
        live.forEach(LiveActor::hasNothingLeft);
    }

    @Override
    public void close() {
        system.close();
    }
}
