package io.quarkiverse.actors.runtime.message;

import static io.quarkiverse.actors.runtime.testing.TestActor.actor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.MailboxFullException;
import io.quarkiverse.actors.runtime.system.Actors;
import io.quarkiverse.actors.runtime.testing.LogRecords;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.testing.TestSystem;
import io.quarkiverse.actors.runtime.testing.Transitions;
import io.smallrye.mutiny.Uni;

/**
 * Sixteen threads count with one actor whose count is a plain field, while it is restarted, stopped, started and crashed. No
 * count is lost, and every message has an outcome.
 */
class MessageStressTest {

    private static final int THREADS = 16;
    private static final int MESSAGES = 4_000;

    private static final class Counter {
        private int count;
        private int inside;
        private boolean mixed;

        int add() {
            mixed |= inside++ != 0;
            count++;
            inside--;
            return count;
        }
    }

    private final Counter counter = new Counter();
    private final LongAdder added = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder told = new LongAdder();
    private final AtomicInteger outstanding = new AtomicInteger();
    private final LongAdder wrong = new LongAdder();

    @Test
    void no_count_is_lost_and_every_message_has_an_outcome() throws Exception {
        long seed = Long.getLong("actors.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
        try (RealStage stage = new RealStage(); LogRecords log = new LogRecords()) {
            Actors actors = TestSystem.actors(List.of(actor("A").mailbox(64).constructor(() -> counter)), stage,
                    new Transitions());
            actors.boot().get(10, TimeUnit.SECONDS);
            @SuppressWarnings("unchecked")
            ActorRef<Counter> ref = (ActorRef<Counter>) actors.actor("A");
            CountDownLatch ended = new CountDownLatch(THREADS);
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(seed + thread);
                new Thread(() -> {
                    for (int i = 0; i < MESSAGES; i++) {
                        send(ref, random.nextInt(4));
                    }
                    ended.countDown();
                }).start();
            }
            Random random = new Random(seed);
            while (!ended.await(1 + random.nextInt(4), TimeUnit.MILLISECONDS)) {
                trouble(ref, random.nextInt(8));
            }
            Awaitility.await("outcomes, seed " + seed).atMost(Duration.ofSeconds(30)).until(() -> outstanding.get() == 0);
            ref.stop().onFailure().recoverWithNull().await().atMost(Duration.ofSeconds(30));
            log.hasNoBug();
            assertThat(wrong.sum()).as("unexpected outcomes, seed " + seed).isZero();
            assertThat(counter.mixed).as("two turns at a time, seed " + seed).isFalse();
            long lost = log.messages().stream().filter(message -> message.startsWith("A came to its end before it came to"))
                    .mapToLong(message -> Long.parseLong(message.replaceAll("\\D+", " ").trim())).sum();
            assertThat(counter.count + lost).as("seed " + seed).isEqualTo(added.sum() + told.sum());
            assertThat(added.sum() + told.sum() + refused.sum()).isEqualTo(THREADS * MESSAGES);
        }
    }

    private static void trouble(ActorRef<Counter> ref, int what) {
        switch (what) {
            case 0 -> ref.stop();
            case 1 -> ref.restart();
            case 2 -> ref.pause();
            case 3 -> ref.reportError(new IllegalStateException("trouble"));
            default -> ref.start();
        }
    }

    private void send(ActorRef<Counter> ref, int way) {
        switch (way) {
            case 0 -> count(ref.ask(Counter::add), added);
            case 1 -> count(ref.askAsync(one -> Uni.createFrom().item(one::add)), added);
            case 2 -> count(ref.tellAsync(Counter::add), told);
            default -> {
                try {
                    ref.tell(Counter::add);
                    told.increment();
                } catch (ActorNotStartedException | MailboxFullException refusal) {
                    refused.increment();
                    Thread.yield();
                }
            }
        }
    }

    private void count(Uni<?> reply, LongAdder successes) {
        outstanding.incrementAndGet();
        reply.subscribe().with(item -> {
            successes.increment();
            outstanding.decrementAndGet();
        }, failure -> {
            if (failure instanceof ActorNotStartedException || failure instanceof MailboxFullException) {
                refused.increment();
            } else {
                wrong.increment();
            }
            outstanding.decrementAndGet();
        });
    }
}
