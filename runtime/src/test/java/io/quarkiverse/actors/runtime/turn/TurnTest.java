package io.quarkiverse.actors.runtime.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.turn.Work.Next;

class TurnTest {

    private final Queue<Runnable> workerSteps = new ArrayDeque<>();
    private final Queue<Runnable> loopSteps = new ArrayDeque<>();
    private final Queue<Runnable> virtualSteps = new ArrayDeque<>();
    private final Lanes workers = Lanes.workers(workerSteps::add, 4, 1, (delay, action) -> () -> {
    }, () -> 0);
    private final Lanes loops = Lanes.loops(List.<Executor> of(loopSteps::add), 1, (delay, action) -> () -> {
    }, () -> 0);
    private final Lanes virtual = Lanes.virtual(virtualSteps::add, 1, (delay, action) -> () -> {
    }, () -> 0);
    private final Threads threads = new Threads(workers, loops, virtual);
    private final Turn turn = new Turn(threads);
    private final List<String> log = new ArrayList<>();

    @Test
    void runsInTheOrderOfPosting() {
        turn.post(loop("a", Next.DONE));
        turn.post(loop("b", Next.DONE));
        turn.post(loop("c", Next.DONE));

        assertThat(loopSteps).as("scheduled once").hasSize(1);
        play(loopSteps);
        assertThat(log).containsExactly("a", "b", "c");
    }

    @Test
    void isScheduledAgainOnceItIsIdle() {
        turn.post(loop("a", Next.DONE));
        play(loopSteps);
        turn.post(loop("b", Next.DONE));
        play(loopSteps);

        assertThat(log).containsExactly("a", "b");
    }

    @Test
    void takesWhatIsPostedWhileItRuns() {
        turn.post(new TestWork(Threading.NON_BLOCKING, () -> {
            log.add("a");
            turn.post(loop("b", Next.DONE));
            return Next.DONE;
        }));
        play(loopSteps);

        assertThat(log).containsExactly("a", "b");
    }

    @Test
    void letsOthersGoFirstBeforeItGoesOn() {
        turn.post(loop("a", Next.AGAIN, Next.AGAIN, Next.DONE));
        turn.post(loop("b", Next.DONE));
        play(loopSteps);

        assertThat(log).containsExactly("a", "b", "a", "a");
    }

    @Test
    void keepsTheTurnWhileSuspended() {
        Work suspended = loop("a", Next.SUSPENDED, Next.DONE);
        turn.post(suspended);
        turn.post(loop("b", Next.DONE));
        play(loopSteps);
        assertThat(log).containsExactly("a");

        turn.resume(suspended);
        play(loopSteps);
        assertThat(log).containsExactly("a", "a", "b");
    }

    @Test
    void goesToTheThreadsOfItsNextWork() {
        turn.post(loop("loop", Next.DONE));
        turn.post(new TestWork(Threading.BLOCKING, () -> {
            log.add("worker");
            return Next.DONE;
        }));
        turn.post(new TestWork(Threading.VIRTUAL, () -> {
            log.add("virtual");
            return Next.DONE;
        }));
        turn.post(loop("loop again", Next.DONE));

        play(loopSteps);
        assertThat(log).containsExactly("loop");
        play(workerSteps);
        assertThat(log).containsExactly("loop", "worker");
        play(virtualSteps);
        assertThat(log).containsExactly("loop", "worker", "virtual");
        play(loopSteps);
        assertThat(log).containsExactly("loop", "worker", "virtual", "loop again");
    }

    @Test
    void isCurrentOnlyWithinItself() {
        List<Boolean> current = new ArrayList<>();
        turn.post(new TestWork(Threading.NON_BLOCKING, () -> {
            current.add(turn.isCurrent());
            current.add(new Turn(threads).isCurrent());
            return Next.DONE;
        }));
        play(loopSteps);

        assertThat(current).containsExactly(true, false);
        assertThat(turn.isCurrent()).isFalse();
    }

    @Test
    void hurriesOneWorkOnly() {
        List<Boolean> hurried = new ArrayList<>();
        turn.post(new TestWork(Threading.NON_BLOCKING, () -> {
            turn.hurry();
            hurried.add(turn.isHurried());
            return Next.DONE;
        }));
        turn.post(new TestWork(Threading.NON_BLOCKING, () -> {
            hurried.add(turn.isHurried());
            return Next.DONE;
        }));
        play(loopSteps);

        assertThat(hurried).containsExactly(true, false);
    }

    private static void play(Queue<Runnable> steps) {
        while (!steps.isEmpty()) {
            steps.remove().run();
        }
    }

    private Work loop(String name, Next... outcomes) {
        Queue<Next> left = new ArrayDeque<>(List.of(outcomes));
        return new TestWork(Threading.NON_BLOCKING, () -> {
            log.add(name);
            return left.remove();
        });
    }

    private static final class TestWork extends Work {

        private final Supplier<Next> action;

        TestWork(Threading threading, Supplier<Next> action) {
            super(threading);
            this.action = action;
        }

        @Override
        protected Next run() {
            return action.get();
        }
    }
}
