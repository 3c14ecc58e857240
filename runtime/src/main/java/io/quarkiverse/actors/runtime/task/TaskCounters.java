package io.quarkiverse.actors.runtime.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What a task has done since the application started: written by the task, one thread at a time, read by anybody. */
public final class TaskCounters {

    /** Of a task that has done nothing. */
    static final TaskCounters NONE = new TaskCounters();

    private static final VarHandle ITERATIONS = handle("iterations");
    private static final VarHandle EMITTED = handle("emitted");
    private static final VarHandle SKIPPED = handle("skipped");
    private static final VarHandle MISSED = handle("missed");
    private static final VarHandle FAILED = handle("failed");
    private static final VarHandle RETRIED = handle("retried");
    private static final VarHandle NANOS = handle("nanos");

    private long iterations;
    private long emitted;
    private long skipped;
    private long missed;
    private long failed;
    private long retried;
    private long nanos;

    TaskCounters() {
        // all are 0
    }

    /** What was counted until now; between two runs of the task. */
    TaskCounters copy() {
        if ((iterations | missed | failed) == 0) {
            return NONE; // an actor that never did anything has nothing to remember
        }
        TaskCounters copy = new TaskCounters();
        copy.iterations = iterations();
        copy.emitted = emitted();
        copy.skipped = skipped();
        copy.missed = missed();
        copy.failed = failed();
        copy.retried = retried();
        copy.nanos = nanos();
        return copy;
    }

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(TaskCounters.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    void iteration() {
        ITERATIONS.setOpaque(this, iterations + 1);
    }

    void emission() {
        EMITTED.setOpaque(this, emitted + 1);
    }

    void skip() {
        SKIPPED.setOpaque(this, skipped + 1);
    }

    /** Ticks were missed; whoever takes the ticks, one thread at a time. */
    void missed(long ticks) {
        MISSED.setOpaque(this, missed + ticks);
    }

    void failure() {
        FAILED.setOpaque(this, failed + 1);
    }

    void retry() {
        RETRIED.setOpaque(this, retried + 1);
    }

    /** One or more iterations took so long together. */
    void took(long time) {
        NANOS.setOpaque(this, nanos + time);
    }

    /**
     * Iterations that have begun.
     *
     * @return the number
     */
    public long iterations() {
        return (long) ITERATIONS.getOpaque(this);
    }

    /**
     * Items that were emitted.
     *
     * @return the number
     */
    public long emitted() {
        return (long) EMITTED.getOpaque(this);
    }

    /**
     * Iterations that had nothing to emit.
     *
     * @return the number
     */
    public long skipped() {
        return (long) SKIPPED.getOpaque(this);
    }

    /**
     * Ticks of a periodic task that were missed.
     *
     * @return the number
     */
    public long missed() {
        return (long) MISSED.getOpaque(this);
    }

    /**
     * Failures, those of iterations and those without one.
     *
     * @return the number
     */
    public long failed() {
        return (long) FAILED.getOpaque(this);
    }

    /**
     * Iterations that asked to be repeated.
     *
     * @return the number
     */
    public long retried() {
        return (long) RETRIED.getOpaque(this);
    }

    /**
     * How long the iterations took together, from the call of the method to its result, also if that is asynchronous. Measured
     * a burst at a time, since that is measured anyway; a task that returns a {@code Multi} has no such time.
     *
     * @return nanoseconds
     */
    public long nanos() {
        return (long) NANOS.getOpaque(this);
    }
}
