package io.quarkiverse.actors.runtime.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.testing.Call;
import io.quarkiverse.actors.runtime.testing.LogRecords;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.testing.VirtualStage;
import io.smallrye.mutiny.Uni;

/**
 * Random calls on random graphs whose resources, hooks, guards and tasks fail, say no, hang and ignore interrupts at random.
 * What the actors do then is too much to be foretold, as {@code ReferenceModelTest} does where users' code behaves; but
 * whatever
 * happens, every call comes to its end, and what {@link RandomGraph} checks holds. Set {@code -Dactors.seed} to play one again.
 */
class RandomLifecycleTest {

    private static final int PLAYS = Integer.getInteger("actors.plays", 100);
    private static final int CALLS = 60;

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
            RandomGraph play = new RandomGraph(stage, seed);
            Random random = play.random;
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.addAll(play.call(random));
                if (random.nextInt(3) == 0) {
                    stage.advance(Duration.ofMillis(random.nextInt(40)));
                }
            }
            Call shutdown = Call.of(Uni.createFrom().completionStage(play.actors.shutdown()));
            stage.advance(Duration.ofMinutes(5));
            assertThat(shutdown.isDone()).isTrue();
            assertThat(calls).as("calls").allMatch(Call::isDone);
            play.check();
            play.checkItems(log.messages());
            assertThat(stage.timers()).as("timers").isZero();
            log.hasNoBug();
        }
    }

    @Test
    void on_real_threads() throws Exception {
        long seed = Long.getLong("actors.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
        try (RealStage stage = new RealStage(); LogRecords log = new LogRecords()) {
            RandomGraph play = new RandomGraph(stage, seed);
            List<Call> calls = Collections.synchronizedList(new ArrayList<>());
            calls.add(Call.of(play.actors.start()));
            CountDownLatch ended = new CountDownLatch(4);
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(seed + thread);
                new Thread(() -> {
                    IntStream.range(0, 300).forEach(i -> calls.addAll(play.call(random)));
                    ended.countDown();
                }).start();
            }
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            Call shutdown = Call.of(Uni.createFrom().completionStage(play.actors.shutdown()));
            Awaitility.await("the end, seed " + seed).atMost(Duration.ofSeconds(40))
                    .until(() -> shutdown.isDone() && calls.stream().allMatch(Call::isDone) && stage.timers() == 0
                            && stage.busyWorkers() == 0);
            play.check();
            log.hasNoBug();
        } catch (Throwable failure) {
            throw new AssertionError("Play it again with -Dactors.seed=" + seed, failure);
        }
    }
}
