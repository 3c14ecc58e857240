package io.quarkiverse.actors.runtime.supervision;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.runtime.supervision.Verdict.Action;

/** Decides what follows from the failures of an actor's tasks, and keeps its budget. Any thread. */
public final class Supervisor {

    /** The failures of one task in a row. */
    public final class Row {

        private final Supervision supervision;
        private int failures;
        private long lastAt;

        private Row(Supervision supervision) {
            this.supervision = supervision;
        }

        /**
         * Decides on a failure.
         *
         * @param hasItem whether an item is in hand
         * @param attempts how many times that item has been attempted, this time included
         * @return what follows
         */
        public Verdict failed(boolean hasItem, int attempts) {
            return decide(this, hasItem, attempts);
        }

        /** Forgets the failures so far. */
        public void reset() {
            synchronized (Supervisor.this) {
                failures = 0;
            }
        }

        private Duration delay(long now) {
            boolean quiet = failures > 0 && now - lastAt >= supervision.within().toNanos();
            failures = quiet ? 1 : failures + 1;
            lastAt = now;
            return supervision.delay(failures, random.getAsDouble());
        }
    }

    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private final Budget budget = new Budget();

    /**
     * @param nanoTime measures time, in nanoseconds
     * @param random yields numbers from 0 to 1, for jitter
     */
    public Supervisor(LongSupplier nanoTime, DoubleSupplier random) {
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /**
     * Takes on a task.
     *
     * @param supervision how its failures are dealt with
     * @return counts its failures
     */
    public Row supervise(Supervision supervision) {
        return new Row(supervision);
    }

    /** Gives the actor its whole budget back, because it starts anew. */
    public synchronized void reset() {
        budget.reset();
    }

    private static Action goOn(Supervision supervision) {
        if (supervision.strategy() != SupervisionStrategy.RESTART_ACTOR) {
            return Action.GO_ON;
        }
        return supervision.newInstance() ? Action.RENEW_ACTOR : Action.RESTART_ACTOR;
    }

    private synchronized Verdict decide(Row row, boolean hasItem, int attempts) {
        Supervision supervision = row.supervision;
        long now = nanoTime.getAsLong();
        if (supervision.strategy() == SupervisionStrategy.STOP) {
            return new Verdict(Action.STOP, hasItem, Duration.ZERO);
        }
        Duration delay = row.delay(now);
        if (supervision.strategy() == SupervisionStrategy.RESUME) {
            return new Verdict(Action.GO_ON, hasItem, hasItem ? Duration.ZERO : delay);
        }
        Action goOn = goOn(supervision);
        if (hasItem && attempts < supervision.maxAttempts()) {
            return new Verdict(goOn, false, delay);
        }
        return budget.spend(supervision, now) ? new Verdict(goOn, hasItem, delay)
                : new Verdict(Action.CRASH, hasItem, Duration.ZERO);
    }
}
