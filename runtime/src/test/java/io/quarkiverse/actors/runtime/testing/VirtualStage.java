package io.quarkiverse.actors.runtime.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;

/**
 * Virtual threads of execution in virtual time: deterministic, one step at a time, in the order of submission or, with a seed,
 * in an order drawn by lot.
 */
/*
 * One baton: whoever holds it runs, all others wait. Players take the steps; a player that blocks in a step hands the baton to
 * another one and gets it back when its time has come or when it is interrupted. The test gets the baton when nothing is
 * left to do at the present time, and only the test moves time.
 */
public final class VirtualStage implements Stage {

    private static final int MANY_STEPS = 5_000_000;

    /** What one executor has to do. */
    private static final class Channel {
        final Deque<Runnable> steps = new ArrayDeque<>();
        final boolean inOrder;

        Channel(boolean inOrder) {
            this.inOrder = inOrder;
        }
    }

    private record Alarm(long at, long number, Runnable action) {
    }

    private final Random random;
    private final Channel workers = new Channel(false);
    /** What would run on virtual threads. */
    private final Channel virtual = new Channel(false);
    private final Channel control = new Channel(true);
    private final Channel timer = new Channel(true);
    private final List<Channel> loops = List.of(new Channel(true), new Channel(true));
    private final List<Channel> channels = new ArrayList<>(List.of(control, workers, virtual, timer));
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(
            Comparator.comparingLong(Alarm::at).thenComparingLong(Alarm::number));
    private final Deque<Player> idle = new ArrayDeque<>();
    private final List<Player> players = new ArrayList<>();
    private final Semaphore test = new Semaphore(0);
    private Contexts contexts = Contexts.NONE;
    private long now;
    private long numbers;
    private long steps;
    private volatile Throwable failure;
    private volatile boolean closed;

    /** Steps run in the order of their submission. */
    public VirtualStage() {
        this(null);
    }

    /** Steps run in an order that depends on a seed. */
    public VirtualStage(long seed) {
        this(new Random(seed));
    }

    private VirtualStage(Random random) {
        this.random = random;
        channels.addAll(loops);
    }

    /** Puts something around the threads; before a system is opened. */
    public VirtualStage around(Contexts contexts) {
        this.contexts = contexts;
        return this;
    }

    // what the core gets

    @Override
    public Platform platform() {
        List<? extends Executor> executors = IntStream.range(0, loops.size()).mapToObj(i -> executor(loops.get(i))).toList();
        return new Platform(executor(workers), executor(virtual), List.copyOf(executors), executor(control), this::after,
                clock(),
                () -> now, 2, contexts, () -> 0.5);
    }

    private Executor executor(Channel channel) {
        return channel.steps::add;
    }

    private Timer after(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(now + delay.toNanos(), numbers++, action);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.EPOCH.plusNanos(now);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    // what the test does

    @Override
    public int timers() {
        return alarms.size();
    }

    /** How long the stage has been playing. */
    public Duration now() {
        return Duration.ofNanos(now);
    }

    /** How many steps were taken. */
    public long steps() {
        return steps;
    }

    @Override
    public Timer later(Duration delay, Runnable action) {
        return after(delay, action);
    }

    /** Plays until nothing is left to do at the present time. */
    public void settle() {
        hasNoFailure();
        borrow().baton.release();
        try {
            if (!test.tryAcquire(30, TimeUnit.SECONDS)) {
                StringBuilder stacks = new StringBuilder("A step does not come to its end\n");
                players.forEach(player -> stacks.append(player).append(List.of(player.getStackTrace())).append('\n'));
                throw new AssertionError(stacks);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        hasNoFailure();
    }

    private void hasNoFailure() {
        if (failure != null) {
            throw new AssertionError("A step failed", failure);
        }
    }

    /** Plays for a while. */
    public void advance(Duration duration) {
        long end = now + duration.toNanos();
        settle();
        while (!alarms.isEmpty() && alarms.peek().at <= end) {
            ring();
        }
        now = end;
    }

    /** Plays until a condition holds, no longer than so long; true if it holds. */
    public boolean advanceUntil(BooleanSupplier condition, Duration limit) {
        long end = now + limit.toNanos();
        settle();
        while (!condition.getAsBoolean() && !alarms.isEmpty() && alarms.peek().at <= end) {
            ring();
        }
        return condition.getAsBoolean();
    }

    private void ring() {
        Alarm next = alarms.poll();
        now = Math.max(now, next.at);
        timer.steps.add(next.action);
        settle();
    }

    /** Makes steps to be played by workers. */
    public void execute(Runnable step) {
        workers.steps.add(step);
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(players).forEach(player -> player.baton.release());
    }

    // players

    private Player borrow() {
        Player player = idle.poll();
        if (player == null) {
            player = new Player();
            players.add(player);
            player.start();
        }
        return player;
    }

    private Runnable next() {
        List<Channel> ready = channels.stream().filter(channel -> !channel.steps.isEmpty()).toList();
        if (ready.isEmpty()) {
            return null;
        }
        if (++steps % MANY_STEPS == 0) {
            throw new IllegalStateException("There is always something left to do: " + ready.size() + " channels");
        }
        if (random == null) {
            return ready.get(0).steps.poll();
        }
        Channel channel = ready.get(random.nextInt(ready.size()));
        if (!channel.inOrder) {
            for (int skip = random.nextInt(channel.steps.size()); skip > 0; skip--) {
                channel.steps.add(channel.steps.poll());
            }
        }
        return channel.steps.poll();
    }

    @Override
    public void block(Duration duration) throws InterruptedException {
        Sleep sleep = new Sleep(player(), true);
        Timer end = after(duration, sleep::wake);
        sleep.sleep();
        end.cancel();
        if (sleep.interrupted) {
            throw new InterruptedException();
        }
    }

    @Override
    public Hang hang() {
        return new Hang() {
            private final List<Sleep> sleeps = new ArrayList<>();
            private boolean released;

            @Override
            public void run() {
                if (!released) {
                    Sleep sleep = new Sleep(player(), false);
                    sleeps.add(sleep);
                    sleep.sleep();
                    if (sleep.interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
            }

            @Override
            public void release() {
                released = true;
                sleeps.forEach(Sleep::wake);
            }
        };
    }

    private static Player player() {
        if (Thread.currentThread() instanceof Player player) {
            return player;
        }
        throw new IllegalStateException("Only a step can block");
    }

    /** A player that waits in the middle of a step. */
    private final class Sleep {

        private final Player player;
        private final boolean interruptible;
        private boolean interrupted;
        private boolean awake;

        Sleep(Player player, boolean interruptible) {
            this.player = player;
            this.interruptible = interruptible;
        }

        void sleep() {
            if (interruptible && Thread.interrupted()) {
                interrupted = true;
                return;
            }
            player.sleep = this;
            borrow().baton.release();
            player.baton.acquireUninterruptibly();
            player.sleep = null;
        }

        void wake() {
            if (!awake) {
                awake = true;
                workers.steps.add(this::resume);
            }
        }

        /** A step of another player, which lies down for this one. */
        private void resume() {
            Player other = player();
            idle.push(other);
            player.baton.release();
            other.baton.acquireUninterruptibly();
        }

        void interrupt() {
            interrupted = true;
            if (interruptible) {
                wake();
            }
        }
    }

    private final class Player extends Thread {

        final Semaphore baton = new Semaphore(0);
        private volatile Sleep sleep;

        Player() {
            super("player");
            setDaemon(true);
        }

        @Override
        public void interrupt() {
            if (sleep != null) {
                sleep.interrupt();
            } else {
                super.interrupt();
            }
        }

        @Override
        public void run() {
            baton.acquireUninterruptibly();
            while (!closed) {
                try {
                    Runnable step = next();
                    if (step == null) {
                        idle.push(this);
                        test.release();
                        baton.acquireUninterruptibly();
                    } else {
                        step.run();
                    }
                } catch (Throwable thrown) {
                    if (!closed) {
                        failure = thrown;
                        idle.push(this);
                        test.release();
                        baton.acquireUninterruptibly();
                    }
                }
            }
        }
    }
}
