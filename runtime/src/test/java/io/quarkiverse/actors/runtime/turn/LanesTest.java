package io.quarkiverse.actors.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.turn.Work.Next;

/** Lanes whose threads, timers and time the test drives by hand. */
class LanesTest {

    private static final Duration WATCH = Duration.ofMillis(1);

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Queue<Runnable> timers = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private long now = 1;

    private Lanes workers(int max, int parallelism) {
        return Lanes.workers(threads::add, max, parallelism, this::after, () -> now);
    }

    private Timers.Timer after(Duration delay, Runnable action) {
        delays.add(delay);
        timers.add(action);
        return () -> timers.remove(action);
    }

    @Test
    void borrowsNoThreadWithoutWork() {
        workers(4, 2);

        assertThat(threads).isEmpty();
        assertThat(timers).isEmpty();
    }

    @Test
    void givesTheThreadBackWhenNothingIsLeft() {
        Lanes lanes = workers(4, 2);
        post(lanes, () -> done("a"));
        assertThat(threads).hasSize(1);
        threads.remove().run();

        assertThat(log).containsExactly("a");
        assertThat(threads).isEmpty();
    }

    @Test
    void borrowsAsManyThreadsAsAreWorthRunning() {
        Lanes lanes = workers(4, 2);
        post(lanes, () -> done("a"));
        post(lanes, () -> done("b"));
        post(lanes, () -> done("c"));

        assertThat(threads).hasSize(2);
        threads.remove().run();
        assertThat(log).containsExactly("a", "b", "c");
        threads.remove().run();
        assertThat(threads).isEmpty();
    }

    @Test
    void keepsOnALaneWhatIsMadeReadyThere() {
        Lanes lanes = workers(4, 2);
        post(lanes, () -> {
            post(lanes, () -> done("b"));
            post(lanes, () -> done("c"));
            return done("a");
        });
        threads.remove().run();

        assertThat(log).containsExactly("a", "b", "c");
        assertThat(threads).isEmpty();
    }

    @Test
    void asksForAnotherLaneWhenTurnsHaveWaited() {
        Lanes lanes = workers(4, 2);
        post(lanes, () -> {
            for (int i = 0; i < 10; i++) {
                post(lanes, () -> {
                    now += 30_000;
                    return Next.DONE;
                });
            }
            return Next.DONE;
        });
        threads.remove().run();

        assertThat(threads).hasSize(1);
    }

    @Test
    void cheapTurnsStayOnOneLane() {
        Lanes lanes = workers(4, 2);
        post(lanes, () -> {
            for (int i = 0; i < 100; i++) {
                post(lanes, () -> {
                    now += 100;
                    return Next.DONE;
                });
            }
            return Next.DONE;
        });
        threads.remove().run();

        assertThat(threads).isEmpty();
    }

    @Test
    void watchesOverALaneThatIsHeldUp() {
        Lanes lanes = workers(4, 1);
        post(lanes, () -> {
            post(lanes, () -> done("b"));
            now += 2_000_000;
            timers.remove().run(); // sees this turn for the first time
            assertThat(threads).isEmpty();
            timers.remove().run(); // sees it again
            assertThat(threads).hasSize(1);
            threads.remove().run(); // another thread
            return done("a");
        });
        threads.remove().run();

        assertThat(log).containsExactly("b", "a");
    }

    @Test
    void hurriesATurnThatRunsForLong() {
        Lanes lanes = workers(1, 1);
        Turn turn = new Turn(new Threads(lanes, lanes, lanes));
        turn.post(new TestWork(() -> {
            assertThat(turn.isHurried()).isFalse();
            now += 2_000_000;
            timers.remove().run();
            timers.remove().run();
            assertThat(turn.isHurried()).isTrue();
            return done("a");
        }));
        threads.remove().run();

        assertThat(log).containsExactly("held up", "a");
    }

    @Test
    void stopsWatchingWhenNothingIsActive() {
        Lanes lanes = workers(4, 2);
        post(lanes, () -> done("a"));
        threads.remove().run();
        timers.remove().run();

        assertThat(timers).isEmpty();
        assertThat(delays).containsExactly(WATCH);
    }

    @Test
    void executesBesideABusyLane() {
        Lanes lanes = workers(2, 1);
        post(lanes, () -> {
            lanes.execute(() -> log.add("b"));
            threads.remove().run(); // another thread
            return done("a");
        });
        threads.remove().run();

        assertThat(log).containsExactly("b", "a");
    }

    @Test
    void eventLoopsDoOtherWorkInBetween() {
        Lanes lanes = Lanes.loops(List.of(threads::add), 1, this::after, () -> now);
        post(lanes, () -> {
            now += 300_000;
            post(lanes, () -> done("b"));
            return done("a");
        });
        threads.remove().run();
        assertThat(log).containsExactly("a", "b");

        post(lanes, () -> {
            post(lanes, () -> {
                now += 300_000;
                return done("d");
            });
            post(lanes, () -> done("e"));
            post(lanes, () -> done("f"));
            return done("c");
        });
        threads.remove().run();
        assertThat(log).containsExactly("a", "b", "c", "d", "e");
        threads.remove().run();
        assertThat(log).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void aLaneGoesOnAfterAnError() {
        Lanes lanes = workers(1, 1);
        post(lanes, () -> {
            throw new StackOverflowError("test");
        });
        post(lanes, () -> done("b"));

        threads.remove().run();
        assertThat(log).containsExactly("b");
    }

    @Test
    void triesAgainWhenNoThreadCouldBeHad() {
        int[] refusals = { 2 };
        Lanes lanes = Lanes.workers(lane -> {
            if (refusals[0]-- > 0) {
                throw new RejectedExecutionException("test");
            }
            threads.add(lane);
        }, 4, 2, this::after, () -> now);
        post(lanes, () -> done("a"));
        while (threads.isEmpty() && !timers.isEmpty()) {
            timers.remove().run();
        }
        threads.remove().run();

        assertThat(log).containsExactly("a");
    }

    @Test
    void asManyLanesJoinInAsAreHeldUp() {
        Lanes lanes = Lanes.virtual(threads::add, 2, this::after, () -> now);
        List<Integer> joined = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            post(lanes, () -> {
                while (threads.isEmpty() && joined.size() < 4) {
                    timers.remove().run();
                    joined.add(threads.size());
                }
                if (!threads.isEmpty()) {
                    threads.remove().run(); // another thread, while this one is held up
                }
                return done("a");
            });
        }
        threads.remove().run();

        assertThat(joined).as("those that were held up already when the watch looked before").containsExactly(0, 2, 2, 4);
        assertThat(log).hasSize(1000);
    }

    @Test
    void aTurnApartGetsAThreadOfItsOwn() {
        Lanes lanes = workers(3, 1);
        Turn turn = new Turn(new Threads(lanes, lanes, lanes));
        post(lanes, () -> {
            turn.apart().post(new TestWork(() -> done("b")));
            turn.apart().post(new TestWork(() -> done("c")));
            assertThat(threads).hasSize(2);
            threads.remove().run();
            return done("a");
        });
        threads.remove().run();

        assertThat(log).containsExactly("b", "c", "a");
    }

    @Test
    void virtualThreadsLetOthersGoInBetween() {
        Lanes lanes = Lanes.virtual(threads::add, 1, this::after, () -> now);
        post(lanes, () -> {
            now += 300_000;
            post(lanes, () -> done("b"));
            return done("a");
        });
        post(lanes, () -> done("c"));
        threads.remove().run();

        assertThat(log).containsExactly("a", "b");
        threads.remove().run();
        assertThat(log).containsExactly("a", "b", "c");
    }

    @Test
    void isolatesEveryWork() {
        Lanes lanes = workers(1, 1).isolatedBy(new Around());
        Turn turn = new Turn(new Threads(lanes, lanes, lanes));
        Queue<Next> outcomes = new ArrayDeque<>(List.of(Next.SUSPENDED, Next.DONE));
        TestWork suspended = new TestWork(() -> outcomes.remove());
        turn.post(suspended);
        post(lanes, () -> done("a"));
        threads.remove().run();
        assertThat(log).containsExactly("isolate", "renew", "a", "renew if used");

        turn.resume(suspended);
        threads.remove().run();
        assertThat(log).containsExactly("isolate", "renew", "a", "renew if used", "isolate", "renew if used");
    }

    @Test
    void isolatesPartsOfAWork() {
        Lanes lanes = workers(1, 1).isolatedBy(new Around());
        Turn turn = new Turn(new Threads(lanes, lanes, lanes));
        turn.post(new TestWork(() -> {
            turn.renewContextIfUsed();
            turn.renewContext();
            return done("a");
        }));
        threads.remove().run();

        assertThat(log).containsExactly("isolate", "renew if used", "renew", "a", "renew if used");
    }

    @Test
    void knowsWhatGoesOnInATurnWithoutItsThread() {
        Around around = new Around();
        Lanes lanes = workers(1, 1).isolatedBy(around);
        Turn turn = new Turn(new Threads(lanes, lanes, lanes));
        Work suspended = new TestWork(() -> {
            turn.goesOn();
            return Next.SUSPENDED;
        });
        around.place = "iteration";
        turn.post(suspended);
        threads.remove().run();
        assertThat(turn.isCurrent()).isTrue();
        around.place = "elsewhere";
        assertThat(turn.isCurrent()).isFalse();

        turn.resume(new TestWork(() -> done("resumed")));
        threads.remove().run();
        around.place = "iteration";
        assertThat(turn.isCurrent()).isFalse();
    }

    @Test
    void isolatesWhatFollowsFromAWork() {
        Lanes lanes = workers(1, 1).isolatedBy(new Around());
        Turn turn = new Turn(new Threads(lanes, lanes, lanes));
        turn.post(new Work(Threading.BLOCKING) {
            @Override
            protected Next run() {
                turn.afterwards(this);
                return done("a");
            }

            @Override
            protected void afterwards() {
                log.add("follows");
            }
        });
        post(lanes, () -> done("b"));
        threads.remove().run();

        assertThat(log).containsExactly("isolate", "a", "renew if used", "follows", "renew if used", "b", "renew if used");
    }

    /** Logs how threads are isolated. */
    private final class Around implements Contexts, Isolation {

        private Object place;

        @Override
        public Object place() {
            return place;
        }

        @Override
        public Isolation isolate() {
            log.add("isolate");
            return this;
        }

        @Override
        public Executor withCallers(Executor executor) {
            return executor;
        }

        @Override
        public <A, R> Function<A, R> carryCallers(Function<A, R> function, String receiver, Kind kind) {
            return function;
        }

        @Override
        public void renewIfUsed() {
            log.add("renew if used");
        }

        @Override
        public void renew() {
            log.add("renew");
        }
    }

    private Next done(String name) {
        log.add(name);
        return Next.DONE;
    }

    private static void post(Lanes lanes, Supplier<Next> action) {
        new Turn(new Threads(lanes, lanes, lanes)).post(new Work(Threading.BLOCKING) {
            @Override
            protected Next run() {
                return action.get();
            }
        });
    }

    private final class TestWork extends Work {

        private final Supplier<Next> action;

        TestWork(Supplier<Next> action) {
            super(Threading.BLOCKING);
            this.action = action;
        }

        @Override
        protected Next run() {
            return action.get();
        }

        @Override
        protected void heldUp() {
            log.add("held up");
        }
    }
}
