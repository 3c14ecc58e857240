package io.quarkiverse.actors.runtime.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What a task has done since it was started: written by the task, one thread at a time, read by anybody. */
final class TaskCounters {

    private static final VarHandle ITERATIONS = handle("iterations");
    private static final VarHandle EMITTED = handle("emitted");
    private static final VarHandle SKIPPED = handle("skipped");
    private static final VarHandle MISSED = handle("missed");
    private static final VarHandle FAILED = handle("failed");
    private static final VarHandle RETRIED = handle("retried");

    private long iterations;
    private long emitted;
    private long skipped;
    private long missed;
    private long failed;
    private long retried;

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

    long iterations() {
        return (long) ITERATIONS.getOpaque(this);
    }

    long emitted() {
        return (long) EMITTED.getOpaque(this);
    }

    long skipped() {
        return (long) SKIPPED.getOpaque(this) + (long) MISSED.getOpaque(this);
    }

    long failed() {
        return (long) FAILED.getOpaque(this);
    }

    long retried() {
        return (long) RETRIED.getOpaque(this);
    }
}
