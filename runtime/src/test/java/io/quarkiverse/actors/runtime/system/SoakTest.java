package io.quarkiverse.actors.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.LogRecords;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.Transitions;
import io.smallrye.mutiny.Uni;

/**
 * A busy graph on real threads in which something fails, is paused, restarted, stopped or crashes once a second, or more often
 * where the time is short. Neither heap nor threads, timers, resources or subscriptions grow; at the end every item that was
 * emitted was processed, or was a dead letter, or came when nobody was there, and the counters add up exactly. Set
 * {@code -Dactors.soak} to a duration, such as {@code PT10M}.
 */
class SoakTest {

    private static final Duration DURATION = Duration.parse(System.getProperty("actors.soak", "PT5S"));
    private static final long MOST_HEAP_GROWTH = 24L << 20;
    private static final int MOST_THREADS_MORE = 8;
    private static final int MOST_TIMERS = 60;

    private final long seed = Long.getLong("actors.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
    private final Random random = new Random(seed);
    private final SoakGraph graph = new SoakGraph();
    private final List<Call> calls = new ArrayList<>();
    /** Still to come, until each kind has happened to each actor. */
    private final List<Disturbance> disturbances = new ArrayList<>();
    private Actors actors;

    private enum Kind {
        FAIL_ONCE,
        FAIL_OFTEN,
        PAUSE,
        RESTART,
        CRASH,
        STOP
    }

    private record Disturbance(String actor, Kind kind) {
    }

    /** What must not grow. */
    private record Footprint(long heap, int threads, int timers) {
    }

    @Test
    void nothing_drifts_and_every_item_has_one_fate() throws Exception {
        System.out.println("SoakTest seed " + seed + " for " + DURATION);
        Transitions transitions = new Transitions();
        try (RealStage stage = new RealStage(); LogRecords log = new LogRecords()) {
            actors = TestSystem.actors(graph.actors(), stage, transitions);
            actors.addDeadLetterListener(graph::dead);
            await(Call.of(Uni.createFrom().completionStage(actors.boot())), "boot");
            disturb(DURATION.dividedBy(3));
            Footprint early = footprint(stage, transitions);
            disturb(DURATION.dividedBy(3).multipliedBy(2));
            Footprint late = footprint(stage, transitions);
            assertThat(late.heap() - early.heap()).as("growth of the heap from %s to %s", early, late)
                    .isLessThan(MOST_HEAP_GROWTH);
            assertThat(late.threads() - early.threads()).as("more threads").isLessThanOrEqualTo(MOST_THREADS_MORE);
            assertThat(late.timers()).as("timers").isLessThan(MOST_TIMERS);
            end(stage);
            assertThat(transitions.illegal()).isEmpty();
            log.hasNoBug();
        } catch (Throwable failure) {
            throw new AssertionError("Play it again with -Dactors.seed=" + seed, failure);
        }
    }

    private void end(RealStage stage) {
        await(Call.of(Uni.createFrom().completionStage(actors.shutdown())), "shutdown");
        Awaitility.await("rest").until(() -> stage.timers() == 0 && stage.busyWorkers() == 0);
        assertThat(calls).allMatch(Call::isDone);
        assertThat(graph.open.get()).as("open resources").isZero();
        assertThat(graph.subscriptions.get()).as("subscriptions").isZero();
        Map<String, Long> unseen = new HashMap<>();
        SoakGraph.PRODUCERS.forEach(
                (consumer, producer) -> unseen.put(consumer, actors.itemStream(producer, "out").unseen()));
        // an item that comes when the subscription is cancelled was not emitted; the actor knows
        graph.setEmitted("Batch", actors.actor("Stream").tasks().get(0).emitted());
        graph.check(unseen);
        assertThat(graph.attempted.sum()).as("items given up after attempts").isPositive();
        assertThat(graph.unattempted.sum()).as("items that had waited for who crashed").isPositive();
    }

    /** Lets something happen again and again; then everything is brought up. */
    private void disturb(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long period = Math.min(TimeUnit.SECONDS.toNanos(1), DURATION.toNanos() / 60);
        while (System.nanoTime() < end) {
            idle(period);
            disturb();
        }
        Awaitility.await("recovery, seed " + seed).atMost(Duration.ofSeconds(30)).until(this::isUp);
    }

    private boolean isUp() {
        if (actors.actors().stream().allMatch(actor -> actor.state() == ActorState.HEALTHY)) {
            return true;
        }
        Call.of(actors.start()); // those that are stopped or have crashed meanwhile
        actors.actors().forEach(actor -> Call.of(actor.resume()));
        return false;
    }

    private void disturb() throws InterruptedException {
        if (disturbances.isEmpty()) {
            for (String actor : SoakGraph.ACTORS) {
                Stream.of(Kind.values()).forEach(kind -> disturbances.add(new Disturbance(actor, kind)));
            }
            // its counters begin anew with a start
            disturbances.removeIf(one -> one.actor.equals("Stream") && one.kind.compareTo(Kind.RESTART) > 0);
            Collections.shuffle(disturbances, random);
        }
        disturb(disturbances.remove(disturbances.size() - 1));
        calls.removeIf(Call::isDone);
    }

    private void disturb(Disturbance one) throws InterruptedException {
        ActorRef<?> actor = actors.actor(one.actor);
        switch (one.kind) {
            case FAIL_ONCE -> graph.fail(one.actor, 1);
            case FAIL_OFTEN -> graph.fail(one.actor, 5);
            case PAUSE -> {
                call(actor.pause());
                call(actor.resume());
            }
            case RESTART -> call(actor.restart());
            case CRASH -> {
                call(actor.pause());
                idle(TimeUnit.MILLISECONDS.toNanos(20)); // so that something waits for it
                actor.reportError(new IllegalStateException("reported"));
                call(actors.start());
            }
            default -> {
                call(actor.stop());
                call(actors.start());
            }
        }
    }

    private void call(Uni<Void> uni) {
        calls.add(Call.of(uni));
    }

    private Footprint footprint(RealStage stage, Transitions transitions) throws InterruptedException {
        transitions.clear();
        for (int i = 0; i < 3; i++) {
            System.gc();
            idle(TimeUnit.MILLISECONDS.toNanos(20));
        }
        Runtime runtime = Runtime.getRuntime();
        assertThat(graph.open.get()).as("open resources of those that are started").isEqualTo(SoakGraph.ACTORS.size());
        assertThat(graph.subscriptions.get()).as("subscriptions").isLessThanOrEqualTo(1);
        return new Footprint(runtime.totalMemory() - runtime.freeMemory(), Thread.activeCount(), stage.timers());
    }

    private static void idle(long nanos) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(nanos, TimeUnit.NANOSECONDS)).isFalse();
    }

    private static void await(Call call, String what) {
        Awaitility.await(what).atMost(Duration.ofSeconds(40)).until(call::isDone);
        assertThat(call.message()).as(what).isEqualTo("done");
    }
}
