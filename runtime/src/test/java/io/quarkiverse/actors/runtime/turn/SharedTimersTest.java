package io.quarkiverse.actors.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.turn.Timers.Timer;

class SharedTimersTest {

    private static final long MILLISECOND = 1_000_000;

    private record Alarm(long at, Runnable action) {
    }

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::at));
    private final List<String> calls = new ArrayList<>();
    private long now;
    private final SharedTimers timers = new SharedTimers(this::alarm, () -> now);

    private Timer alarm(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(now + delay.toNanos(), action);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    private Timer set(long nanos, String name) {
        return timers.after(Duration.ofNanos(nanos), () -> calls.add(name + " at " + now));
    }

    private void advanceTo(long time) {
        while (!alarms.isEmpty() && alarms.peek().at() <= time) {
            Alarm due = alarms.poll();
            now = due.at();
            due.action().run();
        }
        now = time;
    }

    @Test
    void those_of_the_same_millisecond_fire_together_at_its_end_in_order() {
        set(20 * MILLISECOND + 1, "a");
        now = 999_999;
        set(20 * MILLISECOND, "b");
        set(19 * MILLISECOND, "c");

        assertThat(alarms).hasSize(2);
        advanceTo(100 * MILLISECOND);
        assertThat(calls).containsExactly("c at 20000000", "a at 21000000", "b at 21000000");
    }

    @Test
    void short_delays_are_exact() {
        set(10 * MILLISECOND - 1, "a");
        advanceTo(100 * MILLISECOND);
        assertThat(calls).containsExactly("a at 9999999");
    }

    @Test
    void times_before_zero_are_times_as_well() {
        now = -50 * MILLISECOND - 1;
        set(20 * MILLISECOND, "a");
        advanceTo(0);
        assertThat(calls).containsExactly("a at -30000000");
    }

    @Test
    void the_last_that_is_cancelled_takes_the_timer_along() {
        Timer first = set(20 * MILLISECOND, "a");
        Timer second = set(20 * MILLISECOND, "b");
        Timer third = set(20 * MILLISECOND, "c");

        second.cancel();
        second.cancel();
        first.cancel();
        assertThat(alarms).hasSize(1);
        third.cancel();
        assertThat(alarms).isEmpty();

        set(20 * MILLISECOND, "d");
        advanceTo(100 * MILLISECOND);
        assertThat(calls).containsExactly("d at 20000000");
    }

    @Test
    void one_that_fires_may_cancel_the_next_and_set_others() {
        Timer[] next = new Timer[1];
        timers.after(Duration.ofMillis(20), () -> {
            next[0].cancel();
            set(20 * MILLISECOND, "later");
        });
        next[0] = set(20 * MILLISECOND, "next");
        set(20 * MILLISECOND, "last");

        advanceTo(100 * MILLISECOND);
        assertThat(calls).containsExactly("last at 20000000", "later at 40000000");
    }

    @Test
    void one_that_fails_does_not_hold_up_the_others() {
        timers.after(Duration.ofMillis(20), () -> {
            throw new IllegalStateException("on purpose");
        });
        set(20 * MILLISECOND, "a");
        advanceTo(100 * MILLISECOND);
        assertThat(calls).containsExactly("a at 20000000");
    }

    @Test
    void any_thread_sets_and_cancels() throws Exception {
        List<Alarm> pending = Collections.synchronizedList(new ArrayList<>());
        SharedTimers shared = new SharedTimers((delay, action) -> {
            Alarm alarm = new Alarm(delay.toNanos(), action);
            pending.add(alarm);
            return () -> pending.remove(alarm);
        }, () -> 0);
        AtomicInteger made = new AtomicInteger();
        AtomicInteger kept = new AtomicInteger();
        CyclicBarrier begin = new CyclicBarrier(4);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> {
                try {
                    begin.await(20, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                for (int n = 0; n < 20_000; n++) {
                    Timer timer = shared.after(Duration.ofMillis(20 + random.nextInt(3)), made::incrementAndGet);
                    if (random.nextInt(10) > 0) {
                        timer.cancel();
                    } else {
                        kept.incrementAndGet();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(pending).hasSizeLessThanOrEqualTo(3);
        List.copyOf(pending).forEach(alarm -> alarm.action().run());
        assertThat(made).hasValue(kept.get());
    }
}
