package io.quarkiverse.actors.runtime.kill;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.VirtualStage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * A random graph of actors that do all that actors may do, one of which fails at one point. Knows what is acquired, subscribed
 * to and in progress.
 */
final class KillGraph implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(100);
    /** So many actors share one that has hooks. */
    private static final int HOOKED = 4;
    private static final Trigger[] GUARDED = { Trigger.START, Trigger.PAUSE, Trigger.RESUME, Trigger.STOP, Trigger.RESTART };

    private final Random random;
    private final TestSystem system;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Set<String>> required = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    // what the actors hold
    private final Map<String, Integer> held = new TreeMap<>();
    private final Map<String, Integer> iterations = new TreeMap<>();
    private final Set<String> sinks = new HashSet<>();
    // the failure to come
    private String target;
    private String point;
    private int occurrence;

    KillGraph(int size, long seed, Supervision supervision) {
        this.random = new Random(seed);
        VirtualStage stage = new VirtualStage(seed);
        List<TestActor> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(randomActor(i, supervision, stage));
        }
        system = new TestSystem(stage, all);
        system.actors.addListener(transition -> at(transition.actor(), "observer of transitions"));
        system.actors.addTaskListener(transition -> at(transition.actor(), "observer of tasks"));
        system.actors.addStateListener((name, state, retried) -> at(name, "listener of health"));
    }

    private TestActor randomActor(int number, Supervision supervision, VirtualStage stage) {
        String name = "N" + number;
        TestActor actor = actor(name);
        Set<String> needed = new HashSet<>();
        actor.resource("sync", () -> acquire(name, "sync"))
                .asyncResource("async", () -> Uni.createFrom().item(() -> acquire(name, "async")));
        addSource(actor, name, number, stage);
        actor.supervised(supervision);
        for (int i = Math.min(number, 1 + random.nextInt(3)); i > 0; i--) {
            // near ones, so that the graph is deep
            String other = names.get(Math.max(0, number - 1 - random.nextInt(12)));
            if (!needed.contains(other) && random.nextInt(4) == 0) {
                actor.follows(other);
            } else if (needed.add(other)) {
                actor.requires(other);
                addSink(actor, name, other);
                actor.supervised(supervision);
            }
        }
        required.put(name, needed);
        names.add(name);
        if (number % HOOKED == 0) {
            addHooks(actor, name);
        }
        return actor;
    }

    private void addHooks(TestActor actor, String name) {
        for (ActorState state : ActorState.values()) {
            actor.onEnter(state, () -> at(name, "enter " + state.name()));
            actor.onExit(state, () -> at(name, "exit " + state.name()));
        }
        for (Trigger trigger : GUARDED) {
            actor.guard(trigger, () -> at(name, "guard " + trigger) == null);
        }
    }

    private void addSource(TestActor actor, String name, int number, VirtualStage stage) {
        switch (number % 3) {
            case 0 -> actor.source("numbers", () -> work(name, "source")).every(TICK);
            case 1 -> actor.asyncSource("numbers", () -> Uni.createFrom().item(() -> work(name, "async source"))).every(TICK);
            default -> actor.stream("numbers", () -> {
                at(name, "stream");
                return Multi.createFrom().emitter(emitter -> {
                    hold(name, "subscription", 1);
                    emitter.onTermination(() -> hold(name, "subscription", -1));
                    emitAgain(name, emitter, stage);
                });
            });
        }
    }

    private void emitAgain(String name, MultiEmitter<Object> emitter, VirtualStage stage) {
        if (emitter.isCancelled()) {
            return;
        }
        try {
            emitter.emit(work(name, "item of stream"));
            stage.later(TICK, () -> emitAgain(name, emitter, stage));
        } catch (IllegalStateException failure) {
            emitter.fail(failure);
        }
    }

    private void addSink(TestActor actor, String name, String other) {
        boolean blocks = random.nextBoolean();
        sinks.add(name + (blocks ? " sink" : " async sink"));
        if (blocks) {
            actor.sink("from" + other, from(other, "numbers"), item -> work(name, "sink"));
        } else {
            actor.asyncSink("from" + other, from(other, "numbers"),
                    item -> Uni.createFrom().item(() -> work(name, "async sink")));
        }
    }

    private Object work(String name, String what) {
        at(name, what);
        iterations.merge(name + " " + what, 1, Integer::sum);
        return 1;
    }

    private AutoCloseable acquire(String name, String resource) {
        at(name, "open " + resource);
        hold(name, resource, 1);
        return () -> {
            hold(name, resource, -1);
            at(name, "close " + resource);
        };
    }

    private void hold(String name, String what, int change) {
        held.merge(name + " " + what, change, Integer::sum);
    }

    // the failure

    /** The actor has come to a point; returns null unless it fails. */
    Object at(String name, String where) {
        if (name.equals(target) && where.equals(point) && --occurrence == 0) {
            throw new IllegalStateException("killed at " + where);
        }
        return null;
    }

    /** Chooses an actor that others require and that comes to the point. */
    void arm(Fault fault) {
        point = fault.point();
        occurrence = fault.occurrence();
        List<String> candidates = names.stream().filter(name -> !dependents(name).isEmpty())
                .filter(name -> mayComeTo(name, point)).toList();
        target = candidates.get(random.nextInt(candidates.size()));
    }

    private boolean mayComeTo(String name, String where) {
        int number = Integer.parseInt(name.substring(1));
        return switch (where) {
            case "source" -> number % 3 == 0;
            case "async source" -> number % 3 == 1;
            case "stream", "item of stream" -> number % 3 == 2;
            case "sink", "async sink" -> sinks.contains(name + " " + where);
            case "open sync", "open async", "close sync", "close async", "ask" -> true;
            case "observer of transitions", "observer of tasks", "listener of health" -> true;
            default -> number % HOOKED == 0;
        };
    }

    boolean hasFailed() {
        return occurrence <= 0;
    }

    ActorRef<?> target() {
        return system.ref(target);
    }

    /** All that require an actor, also by way of others. */
    private Set<String> dependents(String name) {
        Set<String> found = new HashSet<>();
        for (String other : names) { // later ones require earlier ones
            if (required.get(other).stream().anyMatch(needed -> needed.equals(name) || found.contains(needed))) {
                found.add(other);
            }
        }
        return found;
    }

    // the play

    void boot() {
        calls.add(system.boot());
    }

    void call(Uni<?> uni) {
        calls.add(system.play(uni));
    }

    void advance(Duration time) {
        system.stage.advance(time);
    }

    void forgetTransitions() {
        system.transitions.clear();
    }

    /** Whoever is down starts. */
    void bringBack() {
        point = null;
        calls.add(system.play(system.actors.start()));
        assertThat(calls.get(calls.size() - 1).message()).as("start of all").isEqualTo("done");
        advance(Duration.ofMillis(200));
    }

    void check(Fault fault) {
        Set<String> dependents = dependents(target);
        Set<String> reached = new HashSet<>();
        for (String name : names) {
            String expected = name.equals(target) ? fault.effect().target
                    : dependents.contains(name) ? fault.effect().dependents : Fault.HEALTHY;
            assertThat(system.path(name)).as("%s; %s failed, which %s require", name, target, dependents).isEqualTo(expected);
            if (name.equals(target) || fault.effect().reachesDependents() && dependents.contains(name)) {
                reached.add(name);
            }
        }
        if (!fault.beforeBoot()) {
            assertThat(system.transitions.all()).extracting(ActorTransition::actor).as("who has moved").isSubsetOf(reached);
        }
        checkHeld();
        assertThat(calls).as("calls").allMatch(Call::isDone);
    }

    /** Nobody but who is started holds anything, and who is holds all. */
    void checkHeld() {
        held.forEach((what, count) -> {
            boolean started = system.path(what.split(" ")[0]).startsWith("started");
            assertThat(count).as(what).isEqualTo(started ? 1 : 0);
        });
    }

    /** Every task goes on. */
    void checkProgress() {
        Map<String, Integer> before = new HashMap<>(iterations);
        assertThat(names).allMatch(name -> system.path(name).equals(Fault.HEALTHY));
        advance(Duration.ofMillis(250));
        before.forEach((task, count) -> assertThat(iterations.get(task)).as(task).isGreaterThan(count));
    }

    void end() {
        Call shutdown = system.shutdown();
        assertThat(shutdown.message()).isEqualTo("done");
        assertThat(held.values()).as("what is held").allMatch(count -> count == 0);
        advance(Duration.ofSeconds(1)); // whoever looks once more whether there is something to do
        assertThat(system.stage.timers()).as("timers").isZero();
        assertThat(calls).as("calls").allMatch(Call::isDone);
    }

    @Override
    public void close() {
        system.close();
    }
}
