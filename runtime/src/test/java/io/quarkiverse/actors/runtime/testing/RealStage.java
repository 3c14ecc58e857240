package io.quarkiverse.actors.runtime.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;
import io.smallrye.mutiny.Uni;

/** Real threads in real time. */
public final class RealStage implements Stage {

    private final ThreadPoolExecutor workers = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    /** Stands in for virtual threads, which older versions of Java do not have. */
    private final ExecutorService virtual = Executors.newCachedThreadPool();
    private final List<ExecutorService> loops = Stream.generate(Executors::newSingleThreadExecutor).limit(2).toList();
    private final ExecutorService control = Executors.newSingleThreadExecutor();
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);

    static {
        // context propagation sets itself up on first use, which several threads must not do at the same time
        Uni.createFrom().item(() -> "first use");
    }

    public RealStage() {
        timers.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Platform platform() {
        return new Platform(workers, virtual, List.copyOf(loops), control, this::later, Clock.systemUTC(), System::nanoTime, 2,
                Contexts.NONE, () -> ThreadLocalRandom.current().nextDouble());
    }

    @Override
    public Timer later(Duration delay, Runnable action) {
        Future<?> future = timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public int timers() {
        return timers.getQueue().size();
    }

    /** How many workers are doing something. */
    public int busyWorkers() {
        return workers.getActiveCount();
    }

    @Override
    public void block(Duration duration) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Timer timer = later(duration, over::countDown);
        try {
            over.await();
        } finally {
            timer.cancel();
        }
    }

    @Override
    public Hang hang() {
        CountDownLatch latch = new CountDownLatch(1);
        return new Hang() {
            @Override
            public void run() {
                boolean interrupted = false;
                while (latch.getCount() > 0) {
                    try {
                        latch.await();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void release() {
                latch.countDown();
            }
        };
    }

    @Override
    public void close() {
        Stream.concat(loops.stream(), Stream.of(workers, virtual, control, timers)).forEach(ExecutorService::shutdownNow);
    }
}
