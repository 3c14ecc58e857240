package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static io.quarkiverse.actors.runtime.testing.TestActor.from;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.LogRecords;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.testing.TestActor;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.Transitions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Lifecycle calls of many threads at once, against each other and against iterations that are about to begin. */
class LifecycleRaceTest {

    private static final int THREADS = 6;
    private static final Duration DURATION = Duration.ofMillis(Long.getLong("actors.race.millis", 1_500));

    private final long seed = Long.getLong("actors.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
    private final Transitions transitions = new Transitions();
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    /** What one actor has acquired, and how often. */
    private static final class Account {
        final AtomicInteger open = new AtomicInteger();
        final AtomicInteger acquired = new AtomicInteger();
        final AtomicInteger released = new AtomicInteger();
        final AtomicInteger mistakes = new AtomicInteger();

        AutoCloseable acquire() {
            acquired.incrementAndGet();
            mistakes.addAndGet(open.getAndIncrement() == 0 ? 0 : 1);
            AtomicInteger closes = new AtomicInteger();
            return () -> {
                released.incrementAndGet();
                mistakes.addAndGet(closes.getAndIncrement() == 0 ? 0 : 1);
                open.decrementAndGet();
            };
        }
    }

    @Test
    void starts_and_stops_match_whoever_calls_them() throws Exception {
        List<TestActor> all = new ArrayList<>();
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Account account = new Account();
            accounts.add(account);
            TestActor actor = actor("A" + i).resource("resource", account::acquire);
            all.add(i == 0 ? actor : i == 3 ? actor.requires("A1", "A2").onDemand() : actor.requires("A0"));
        }
        play(all, this::anything, 1);
        assertThat(accounts.get(0).acquired.get()).as("acquisitions of A0, which needs no other").isPositive();
        for (int i = 0; i < 4; i++) {
            String name = "A" + i;
            Account account = accounts.get(i);
            assertThat(account.mistakes.get()).as("acquired or released twice by " + name).isZero();
            assertThat(account.open.get()).as("open resources of " + name).isZero();
            assertThat(account.released.get()).as("releases of " + name).isEqualTo(account.acquired.get());
            // each acquisition is of a run of its own, and each of these runs has come to an end
            assertThat(transitions.entries(name, ActorState.RESOURCES_ACQUIRED).size()).as("starts of " + name)
                    .isLessThanOrEqualTo(account.acquired.get());
            assertThat(account.acquired.get()).as("acquisitions of " + name)
                    .isLessThanOrEqualTo(transitions.entries(name, ActorState.STARTING).size());
        }
    }

    private Uni<Void> anything(ActorRef<?> actor, Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> actor.start();
            case 3, 4 -> actor.stop();
            case 5 -> actor.restart();
            case 6 -> {
                actor.reportError(new IllegalStateException("reported"));
                yield actor.start();
            }
            default -> actor.pause();
        };
    }

    @Test
    void nothing_begins_between_the_hooks_of_a_pause() throws Exception {
        AtomicInteger mistakes = new AtomicInteger();
        LongAdder iterations = new LongAdder();
        boolean[] paused = { false }; // plain: hooks and iterations are turns
        Runnable iteration = () -> {
            iterations.increment();
            mistakes.addAndGet(paused[0] ? 1 : 0);
        };
        TestActor source = actor("A0").stream("numbers", () -> Multi.createFrom().range(0, Integer.MAX_VALUE));
        TestActor actor = actor("A1").requires("A0").work("tick", iteration::run).every(Duration.ofMillis(1))
                .work("again", iteration::run)
                .asyncSource("later", () -> Uni.createFrom().item(() -> {
                    iteration.run();
                    return 1;
                }))
                .sink("sink", from("A0", "numbers"), item -> iteration.run())
                .onEnter(ActorState.PAUSED, () -> paused[0] = true).onExit(ActorState.PAUSED, () -> paused[0] = false);
        play(List.of(source, actor), (ref, random) -> random.nextBoolean() ? ref.pause() : ref.resume(), 1_000);
        assertThat(iterations.sum()).isPositive();
        assertThat(transitions.entries("A1", ActorState.PAUSED)).hasSizeGreaterThan(10);
        assertThat(mistakes.get()).as("iterations that began in a pause").isZero();
    }

    /** Lets all threads call all actors for a while, each a call a time; then stops, and looks at what is left. */
    private void play(List<TestActor> all, Calls what, int pauseMicros) throws Exception {
        try (RealStage stage = new RealStage(); LogRecords log = new LogRecords()) {
            Actors actors = TestSystem.actors(all, stage, transitions);
            Call boot = Call.of(Uni.createFrom().completionStage(actors.boot()));
            Awaitility.await("boot").until(boot::isDone);
            CountDownLatch ended = new CountDownLatch(THREADS);
            long end = System.nanoTime() + DURATION.toNanos();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(seed + thread);
                new Thread(() -> {
                    while (System.nanoTime() < end) {
                        Call made = call(what.call(actors.actor("A" + random.nextInt(all.size())), random));
                        idle(pauseMicros);
                        // some calls overtake others, but they do not pile up
                        boolean waits = random.nextInt(3) > 0;
                        while (waits && !made.isDone() && System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                    }
                    ended.countDown();
                }).start();
            }
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            List<Call> resumed = actors.actors().stream().map(actor -> Call.of(actor.resume())).toList();
            Awaitility.await("the end of all pauses").until(() -> resumed.stream().allMatch(Call::isDone));
            Call shutdown = Call.of(Uni.createFrom().completionStage(actors.shutdown()));
            Awaitility.await("the end").atMost(Duration.ofSeconds(40)).until(
                    () -> shutdown.isDone() && calls.stream().allMatch(Call::isDone) && stage.timers() == 0);
            assertThat(shutdown.message()).isEqualTo("done");
            assertThat(transitions.illegal()).as("illegal transitions").isEmpty();
            log.hasNoBug();
        } catch (Throwable failure) {
            throw new AssertionError("Play it again with -Dactors.seed=" + seed, failure);
        }
    }

    private Call call(Uni<Void> uni) {
        Call call = Call.of(uni);
        calls.add(call);
        return call;
    }

    private static void idle(int micros) {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @FunctionalInterface
    private interface Calls {
        Uni<Void> call(ActorRef<?> actor, Random random);
    }
}
