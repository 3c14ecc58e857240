package io.quarkiverse.actors.runtime.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.runtime.kill.Fault.Effect;
import io.quarkiverse.actors.runtime.kill.Fault.Provocation;
import io.quarkiverse.actors.runtime.supervision.Supervision;

/**
 * In a random graph of 200 actors one fails, at each of the points at which what users wrote runs. Affected is who the declared
 * edges and strategies say, and nobody else; nothing is held but by who is started; when whoever is down has been told to
 * start, every task of all actors goes on; after the stop nothing is left. Set {@code -Dactors.seed} to play the same graphs
 * again.
 */
class KillTest {

    private static final int ACTORS = 200;
    private static final Supervision FATAL = Supervision.DEFAULT.withBudget(0, Duration.ofMinutes(1)).withMaxAttempts(1);

    private final long seed = Long.getLong("actors.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));

    @TestFactory
    Stream<DynamicTest> starts() {
        List<Fault> faults = new ArrayList<>();
        for (String point : List.of("open sync", "open async", "exit INITIALIZED", "enter STARTING",
                "enter DEPENDENCIES_STARTED", "exit DEPENDENCIES_STARTED", "enter RESOURCES_ACQUIRED",
                "exit RESOURCES_ACQUIRED",
                "enter TASKS_STARTED", "exit TASKS_STARTED", "exit STARTING", "enter STARTED", "enter RUNNING",
                "enter HEALTHY")) {
            faults.add(new Fault(point, 1, true, Provocation.TIME, Effect.KEEPS_FROM_STARTING));
        }
        for (String point : List.of("guard start", "exit STOPPED")) {
            faults.add(new Fault(point, 1, false, Provocation.STOP_AND_START, Effect.CRASHES_ALONE));
        }
        for (String listener : List.of("observer of transitions", "observer of tasks", "listener of health")) {
            faults.add(new Fault(listener, 1, true, Provocation.TIME, Effect.NONE));
        }
        return faults.stream().map(fault -> test(fault, FATAL));
    }

    @TestFactory
    Stream<DynamicTest> lifecycle_calls() {
        List<Fault> faults = new ArrayList<>();
        for (String point : List.of("exit HEALTHY", "exit RUNNING", "enter PAUSED")) {
            faults.add(new Fault(point, 1, false, Provocation.PAUSE, Effect.CRASHES));
        }
        for (String point : List.of("guard resume", "exit PAUSED")) {
            faults.add(new Fault(point, 1, false, Provocation.PAUSE_AND_RESUME, Effect.CRASHES));
        }
        for (String way : List.of("enter ", "exit ")) {
            faults.add(new Fault(way + "DEGRADED", 1, false, Provocation.WARNING_AND_RECOVERY, Effect.CRASHES));
            faults.add(new Fault(way + "UNHEALTHY", 1, false, Provocation.PROBLEM_AND_RECOVERY, Effect.CRASHES));
            faults.add(new Fault(way + "CRASHED", 1, false, Provocation.ERROR_AND_START,
                    way.equals("exit ") ? Effect.CRASHES : Effect.RESTARTS));
        }
        for (String listener : List.of("observer of transitions", "listener of health")) {
            faults.add(new Fault(listener, 2, false, Provocation.RESTART, Effect.RESTARTS));
        }
        for (ActorState state : List.of(ActorState.STOPPING, ActorState.TASKS_STOPPED, ActorState.RESOURCES_RELEASED,
                ActorState.DEPENDENCIES_STOPPED)) {
            for (String way : List.of("enter ", "exit ")) {
                faults.add(new Fault(way + state, 1, false, Provocation.STOP, Effect.CRASHES_STOPPING));
                faults.add(new Fault(way + state, 1, false, Provocation.RESTART, Effect.CRASHES));
            }
        }
        faults.add(new Fault("exit STARTED", 1, false, Provocation.STOP, Effect.CRASHES_STOPPING));
        faults.add(new Fault("enter STOPPED", 1, false, Provocation.STOP, Effect.CRASHES_STOPPING));
        faults.add(new Fault("open sync", 1, false, Provocation.RESTART, Effect.CRASHES));
        faults.add(new Fault("open async", 1, false, Provocation.RESTART, Effect.CRASHES));
        for (String resource : List.of("close sync", "close async")) {
            faults.add(new Fault(resource, 1, false, Provocation.STOP, Effect.STOPS));
            faults.add(new Fault(resource, 1, false, Provocation.RESTART, Effect.RESTARTS));
        }
        for (Provocation asked : List.of(Provocation.PAUSE, Provocation.STOP, Provocation.RESTART)) {
            faults.add(new Fault("guard " + asked.name().toLowerCase(), 1, false, asked, Effect.CRASHES));
        }
        faults.add(new Fault("ask", 1, false, Provocation.ASK, Effect.NONE));
        faults.add(new Fault("ask", 1, false, Provocation.TELL, Effect.NONE));
        return faults.stream().map(fault -> test(fault, FATAL));
    }

    @TestFactory
    Stream<DynamicTest> iterations() {
        List<DynamicTest> tests = new ArrayList<>();
        for (SupervisionStrategy strategy : SupervisionStrategy.values()) {
            Supervision supervision = Supervision.DEFAULT.withStrategy(strategy);
            for (String point : List.of("source", "async source", "stream", "item of stream", "sink", "async sink")) {
                Effect effect = effect(strategy, point.endsWith("sink"));
                tests.add(test(new Fault(point, 1, true, Provocation.TIME, effect), supervision));
                if (!point.equals("stream")) {
                    tests.add(test(new Fault(point, 5, false, Provocation.TIME, effect), supervision));
                }
            }
        }
        for (String point : List.of("source", "async source", "item of stream", "sink", "async sink")) {
            tests.add(test(new Fault(point, 2, false, Provocation.TIME, Effect.CRASHES), FATAL));
        }
        return tests.stream();
    }

    private static Effect effect(SupervisionStrategy strategy, boolean hasItem) {
        return switch (strategy) {
            case RESTART_TASK -> Effect.DEGRADES;
            case RESTART_ACTOR -> Effect.RESTARTS;
            case STOP -> Effect.STOPS;
            case RESUME -> hasItem ? Effect.NONE : Effect.DEGRADES;
        };
    }

    private DynamicTest test(Fault fault, Supervision supervision) {
        return DynamicTest.dynamicTest(supervision.strategy() + " " + fault, () -> {
            try {
                play(fault, supervision);
            } catch (Throwable failure) {
                throw new AssertionError("Play it again with -Dactors.seed=" + seed, failure);
            }
        });
    }

    private void play(Fault fault, Supervision supervision) {
        try (KillGraph graph = new KillGraph(ACTORS, seed + fault.toString().hashCode(), supervision)) {
            if (fault.beforeBoot()) {
                graph.arm(fault);
                graph.boot();
            } else {
                graph.boot();
                graph.advance(Duration.ofMillis(120));
                graph.arm(fault);
                graph.forgetTransitions();
            }
            fault.provocation().action.accept(graph);
            graph.advance(Duration.ofMillis(700));
            assertThat(graph.hasFailed()).as("whether it has come to the point").isTrue();
            graph.check(fault);
            graph.bringBack();
            graph.checkHeld();
            graph.checkProgress();
            graph.end();
        }
    }
}
