package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.LogRecords;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.testing.Stage;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.Transitions;
import io.quarkiverse.actors.runtime.testing.VirtualStage;

/**
 * Random triggers on random graphs whose resources, hooks and tasks fail at random. Whatever happens: only legal transitions,
 * every resource released exactly once and in reverse order, no actor in {@code tasks_started} before its required dependencies
 * are started, no iteration of a conditional task outside of its state, every call comes to its end, and nothing is left after
 * the last stop. Set {@code -Dactors.seed} to play one again.
 */
class RandomLifecycleTest {

    private static final int PLAYS = 150;
    private static final int CALLS = 60;
    private static final List<ActorState> CONDITIONS = List.of(ActorState.STARTED, ActorState.HEALTHY, ActorState.UNHEALTHY,
            ActorState.PAUSED);

    @Test
    void in_virtual_time() {
        Long fixed = Long.getLong("actors.seed");
        long first = fixed != null ? fixed : ThreadLocalRandom.current().nextLong(1_000_000_000);
        for (long seed = first; seed < first + (fixed != null ? 1 : PLAYS); seed++) {
            try {
                playVirtual(seed);
            } catch (Throwable failure) {
                throw new AssertionError("Play it again with -Dactors.seed=" + seed, failure);
            }
        }
    }

    private static void playVirtual(long seed) {
        VirtualStage stage = new VirtualStage(seed);
        try (stage; LogRecords log = new LogRecords()) {
            Play play = new Play(stage, seed);
            Random random = play.random;
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.addAll(play.call(random));
                if (random.nextInt(3) == 0) {
                    stage.advance(Duration.ofMillis(random.nextInt(40)));
                }
            }
            Call shutdown = Call.of(io.smallrye.mutiny.Uni.createFrom().completionStage(play.actors.shutdown()));
            stage.advance(Duration.ofMinutes(5));
            assertThat(shutdown.isDone()).isTrue();
            assertThat(calls).as("calls").allMatch(Call::isDone);
            play.check();
            assertThat(stage.timers()).as("timers").isZero();
            log.hasNoBug();
        }
    }

    @Test
    void on_real_threads() throws Exception {
        long seed = Long.getLong("actors.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
        try (RealStage stage = new RealStage(); LogRecords log = new LogRecords()) {
            Play play = new Play(stage, seed);
            List<Call> calls = java.util.Collections.synchronizedList(new ArrayList<>());
            CountDownLatch ended = new CountDownLatch(4);
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(seed + thread);
                new Thread(() -> {
                    IntStream.range(0, 300).forEach(i -> calls.addAll(play.call(random)));
                    ended.countDown();
                }).start();
            }
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            Call shutdown = Call.of(io.smallrye.mutiny.Uni.createFrom().completionStage(play.actors.shutdown()));
            Awaitility.await("the end, seed " + seed).atMost(Duration.ofSeconds(40))
                    .until(() -> shutdown.isDone() && calls.stream().allMatch(Call::isDone) && stage.timers() == 0
                            && stage.busyWorkers() == 0);
            play.check();
            log.hasNoBug();
        } catch (Throwable failure) {
            throw new AssertionError("Play it again with -Dactors.seed=" + seed, failure);
        }
    }

    /** A random graph, what its actors have acquired, and what they may be told. */
    private static final class Play {

        final Random random;
        final Transitions transitions = new Transitions();
        final Actors actors;
        private final Stage stage;
        private final List<String> names = new ArrayList<>();
        private final Map<String, List<String>> required = new HashMap<>();
        private final Map<String, Deque<Integer>> open = new HashMap<>();
        private final List<String> problems = new ArrayList<>();

        Play(Stage stage, long seed) {
            this.stage = stage;
            this.random = new Random(seed);
            List<TestActor> all = new ArrayList<>();
            int count = 2 + random.nextInt(10);
            for (int i = 0; i < count; i++) {
                all.add(randomActor("A" + i));
            }
            actors = io.quarkiverse.actors.runtime.testing.TestSystem.actors(all, stage, transitions);
        }

        private TestActor randomActor(String name) {
            TestActor one = actor(name);
            open.put(name, new ArrayDeque<>());
            required.put(name, new ArrayList<>());
            for (String other : names) {
                if (random.nextInt(3) == 0) {
                    boolean optional = random.nextInt(4) == 0;
                    TestActor ignored = optional ? one.follows(other) : one.requires(other);
                    if (!optional) {
                        required.get(name).add(other);
                    }
                    if (random.nextBoolean()) {
                        one.sink("from" + other, TestActor.from(other, "numbers", 1 + random.nextInt(8)),
                                item -> fail(200, "item"));
                        if (random.nextInt(4) == 0) {
                            one.whileIn(CONDITIONS.get(random.nextInt(CONDITIONS.size())));
                        }
                    }
                }
            }
            names.add(name);
            for (int i = random.nextInt(4); i > 0; i--) {
                int number = i;
                one.resource("r" + i, () -> acquire(name, number));
            }
            if (random.nextInt(3) == 0) {
                one.onDemand();
            }
            one.source("numbers", () -> {
                stage.block(Duration.ofMillis(1));
                fail(300, "source");
                return chance(100) ? TaskResult.success() : (Object) 1;
            });
            ActorState condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
            one.work("probe", () -> probe(name, condition)).every(Duration.ofMillis(3)).whileIn(condition)
                    .within(Duration.ofMillis(30));
            return one.onEnter(ActorState.values()[random.nextInt(ActorState.values().length)], () -> fail(20, "hook"));
        }

        private void probe(String actor, ActorState condition) throws InterruptedException {
            // real threads may be overtaken on the way
            if (stage instanceof VirtualStage && !actors.actor(actor).state().isIn(condition)) {
                problems.add(actor + " probed while it was " + actors.actor(actor).path() + " instead of " + condition);
            }
            if (chance(4)) {
                stage.block(Duration.ofMillis(chance(20) ? 50 : 5));
            }
        }

        private AutoCloseable acquire(String actor, int number) throws Exception {
            if (chance(3)) {
                stage.block(Duration.ofMillis(2));
            }
            fail(20, "acquisition");
            synchronized (this) {
                open.get(actor).push(number);
            }
            return () -> release(actor, number);
        }

        private synchronized void release(String actor, int number) {
            Integer last = open.get(actor).poll();
            if (last == null || last != number) {
                problems.add(actor + " released " + number + " instead of " + last);
            }
            fail(20, "release");
        }

        private boolean chance(int oneIn) {
            synchronized (random) {
                return random.nextInt(oneIn) == 0;
            }
        }

        private void fail(int oneIn, String what) {
            if (chance(oneIn)) {
                throw new IllegalStateException("random failure of a " + what);
            }
        }

        List<Call> call(Random random) {
            ActorRef<?> ref = actors.actor(names.get(random.nextInt(names.size())));
            switch (random.nextInt(12)) {
                case 0, 1, 2:
                    return List.of(Call.of(ref.start()));
                case 3:
                    return List.of(Call.of(ref.stop()));
                case 4:
                    return List.of(Call.of(ref.pause()));
                case 5:
                    return List.of(Call.of(ref.resume()));
                case 6:
                    return List.of(Call.of(ref.restart()));
                case 7:
                    ref.reportError(new IllegalStateException("reported"));
                    return List.of();
                case 8:
                    ref.reportProblem("reported");
                    return List.of();
                case 9:
                    ref.recover();
                    return List.of();
                case 10:
                    return List.of(Call.of(actors.start()));
                default:
                    return random.nextInt(4) == 0 ? List.of(Call.of(actors.stop())) : List.of();
            }
        }

        void check() {
            assertThat(transitions.illegal()).as("illegal transitions").isEmpty();
            assertThat(problems).as("releases and probes").isEmpty();
            open.forEach((name,
                    still) -> assertThat(still).as("still open in %s: %s", name, transitions.all().stream()
                            .filter(t -> t.actor().equals(name)).map(t -> t.to() + "(" + t.trigger() + ")").toList())
                            .isEmpty());
            assertThat(actors.actors()).extracting(ActorRef::state)
                    .allMatch(s -> s == ActorState.STOPPED || s == ActorState.CRASHED);
            Map<String, ActorState> states = new HashMap<>();
            for (ActorTransition transition : transitions.all()) {
                states.put(transition.actor(), transition.to());
                if (transition.to() == ActorState.TASKS_STARTED) {
                    assertThat(required.get(transition.actor())).as("before %s", transition)
                            .allMatch(dependency -> states.get(dependency).isIn(ActorState.STARTED));
                }
            }
        }
    }
}
