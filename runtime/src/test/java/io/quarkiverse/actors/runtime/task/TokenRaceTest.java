package io.quarkiverse.actors.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.turn.Lanes;
import io.quarkiverse.actors.runtime.turn.Threads;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** The two hand-overs on which every task relies, on real threads: waking against going idle, completing against cancelling. */
class TokenRaceTest {

    private static final int ROUNDS = Integer.getInteger("actors.rounds", 20_000);
    private static final int WAKERS = 3;

    private final RealStage stage = new RealStage();
    private final Threads threads;

    TokenRaceTest() {
        Platform platform = stage.platform();
        threads = new Threads(Lanes.workers(platform.workers(), 20, 2, platform.timers(), platform.nanoTime()),
                Lanes.loops(platform.loops(), 2, platform.timers(), platform.nanoTime()),
                Lanes.virtual(platform.virtual(), 2, platform.timers(), platform.nanoTime()));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Consumes what others leave, as a task does: looks, takes, goes idle. */
    private static final class Consumer extends Wakeable {

        final AtomicInteger left = new AtomicInteger();
        /** Plain: only the turn touches them. */
        private int taken;
        private int inside;
        private boolean mixed;
        private volatile int seen;

        Consumer(Turn turn) {
            super(Threading.NON_BLOCKING, turn);
        }

        @Override
        protected Next run() {
            mixed |= inside++ != 0;
            look();
            taken += left.getAndSet(0);
            seen = taken;
            inside--;
            return idle();
        }
    }

    @Test
    void no_wake_up_is_lost_when_the_work_goes_idle() throws Exception {
        Consumer consumer = new Consumer(new Turn(threads));
        CountDownLatch ended = new CountDownLatch(WAKERS);
        AtomicInteger lost = new AtomicInteger();
        for (int i = 0; i < WAKERS; i++) {
            new Thread(() -> {
                for (int round = 0; round < ROUNDS && lost.get() == 0; round++) {
                    consumer.left.incrementAndGet();
                    consumer.wake();
                    // waits now and then, so that the work goes idle all the time
                    if (round % 2 == 0 && !comesToRest(consumer)) {
                        lost.incrementAndGet();
                    }
                }
                ended.countDown();
            }).start();
        }
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lost.get()).as("wake-ups lost").isZero();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> consumer.seen == WAKERS * ROUNDS && consumer.isIdle());
        assertThat(consumer.mixed).as("run twice at a time").isFalse();
    }

    private static boolean comesToRest(Consumer consumer) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (consumer.left.get() > 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    /** Waits for something asynchronous, as an iteration does. */
    private static final class Waiting extends Work {

        private final Turn turn;
        private final AtomicReference<UniEmitter<? super Object>> emitter = new AtomicReference<>();
        final CountDownLatch subscribed = new CountDownLatch(1);
        final CountDownLatch over = new CountDownLatch(1);
        final AtomicInteger ends = new AtomicInteger();
        volatile Completion completion;
        volatile boolean released;
        private boolean resumed;

        Waiting(Turn turn) {
            super(Threading.NON_BLOCKING);
            this.turn = turn;
        }

        @Override
        protected Next run() {
            if (!resumed) {
                resumed = true;
                completion = Completion.of(Uni.createFrom().emitter(e -> {
                    e.onTermination(() -> released = true);
                    emitter.set(e);
                }), turn, this);
                subscribed.countDown();
                if (!completion.isDone()) {
                    return Next.SUSPENDED;
                }
            }
            ends.incrementAndGet();
            over.countDown();
            return Next.DONE;
        }
    }

    @Test
    void of_an_outcome_and_a_cancellation_one_counts_and_the_work_goes_on_once() throws Exception {
        Turn turn = new Turn(threads);
        CyclicBarrier together = new CyclicBarrier(2);
        AtomicReference<Waiting> current = new AtomicReference<>();
        AtomicReference<Throwable> broken = new AtomicReference<>();
        int rounds = ROUNDS / 2;
        Thread canceller = new Thread(() -> {
            try {
                for (int round = 0; round < rounds; round++) {
                    together.await(20, TimeUnit.SECONDS);
                    current.get().completion.cancel();
                    together.await(20, TimeUnit.SECONDS);
                }
            } catch (Exception e) {
                broken.set(e);
            }
        });
        canceller.start();
        int cancelled = 0;
        for (int round = 0; round < rounds; round++) {
            Waiting work = new Waiting(turn);
            turn.post(work);
            assertThat(work.subscribed.await(20, TimeUnit.SECONDS)).isTrue();
            current.set(work);
            together.await(20, TimeUnit.SECONDS);
            if (round % 3 == 0) {
                work.emitter.get().fail(new IllegalStateException("failed"));
            } else {
                work.emitter.get().complete("done");
            }
            together.await(20, TimeUnit.SECONDS);
            assertThat(work.over.await(20, TimeUnit.SECONDS)).as("whether the work goes on").isTrue();
            Completion outcome = work.completion;
            cancelled += outcome.isCancelled() ? 1 : 0;
            assertThat(outcome.isCancelled() ? 1 : 0).as("outcomes").isEqualTo(
                    1 - (outcome.failure() != null ? 1 : 0) - (outcome.value() != null ? 1 : 0));
            assertThat(work.released).as("whether the subscription is released").isTrue();
        }
        canceller.join(20_000);
        assertThat(broken.get()).isNull();
        // behind all the others: nothing has resumed a work twice, or it would come in between
        Waiting last = new Waiting(turn);
        turn.post(last);
        assertThat(last.subscribed.await(20, TimeUnit.SECONDS)).isTrue();
        last.completion.cancel();
        assertThat(last.over.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(current.get().ends.get()).isEqualTo(1);
        System.out.println(cancelled + " of " + rounds + " were cancelled");
    }
}
