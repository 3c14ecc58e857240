package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs steps one at a time, in the order they came, on a borrowed thread; never on the caller's. */
public final class ControlThread implements Executor {

    /** After so many steps others may use the borrowed thread. */
    private static final int STEPS_PER_RUN = 256;

    private final Executor executor;
    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger outstanding = new AtomicInteger();

    /**
     * @param executor lends the thread
     */
    public ControlThread(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable step) {
        steps.add(step);
        if (outstanding.getAndIncrement() == 0) {
            executor.execute(this::run);
        }
    }

    private void run() {
        int done = 0;
        do {
            try {
                steps.remove().run();
            } catch (Throwable failure) {
                LOG.lifecycleBug(failure);
            }
            done++;
        } while (done < STEPS_PER_RUN && outstanding.get() > done);
        if (outstanding.addAndGet(-done) > 0) {
            executor.execute(this::run);
        }
    }
}
