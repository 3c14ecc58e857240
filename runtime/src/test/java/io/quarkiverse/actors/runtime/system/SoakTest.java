package io.quarkiverse.actors.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

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
 * A busy graph on real threads in which something fails, is paused, restarted, stopped or crashes once a second. Neither heap
 * nor threads, timers, resources or subscriptions grow; at the end every item that was emitted was processed, or was a dead
 * letter, or came when nobody was there, and the counters add up exactly. Set {@code -Dactors.soak} to a duration, such as
 * {@code PT10M}.
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
    private Actors actors;

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
    }

    /** Lets something happen again and again; then everything is brought up. */
    private void disturb(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long period = Math.min(TimeUnit.SECONDS.toNanos(1), DURATION.toNanos() / 30);
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

    private void disturb() {
        String name = SoakGraph.ACTORS.get(random.nextInt(SoakGraph.ACTORS.size()));
        ActorRef<?> actor = actors.actor(name);
        int kind = random.nextInt(8);
        if (name.equals("Stream") && kind > 4) {
            kind = 0; // its counters begin anew with a start
        }
        switch (kind) {
            case 0, 1 -> graph.fail(name, 1);
            case 2, 3 -> graph.fail(name, 5);
            case 4 -> {
                call(actor.pause());
                call(actor.resume());
            }
            case 5 -> call(actor.restart());
            case 6 -> {
                actor.reportError(new IllegalStateException("reported"));
                call(actors.start());
            }
            default -> {
                call(actor.stop());
                call(actors.start());
            }
        }
        calls.removeIf(Call::isDone);
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
