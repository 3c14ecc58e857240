package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.time.Duration;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.turn.Durations;

/**
 * Keeps trying to start an actor that came up with the application but crashed on the way: after the delays of its
 * supervision, without a budget. One that only lacks a dependency that is being tried waits for that. Ends when the actor has
 * started, or is told otherwise by a stop or an error. Control thread, unless a method says otherwise.
 */
final class StartRetry {

    private final ActorCell cell;
    private final Surroundings surroundings;
    private final Supervision supervision;
    private int failures;
    /** Withdraws the next attempt; null if none is due. */
    private Runnable next;
    private volatile boolean going = true;

    StartRetry(ActorCell cell, Surroundings surroundings, Supervision supervision) {
        this.cell = cell;
        this.surroundings = surroundings;
        this.supervision = supervision;
    }

    /** Whether the actor will be started again if it is crashed. Any thread. */
    boolean isGoing() {
        return going;
    }

    /** Whether the actor has crashed and waits for a dependency that is being tried. */
    boolean isWaiting() {
        return going && next == null && cell.state() == ActorState.CRASHED && cell.calls().last() == null;
    }

    /** A start or restart of the actor has come to its end; the failure is null if it is started. */
    void over(Throwable failure) {
        if (!going) {
            return;
        }
        if (failure == null) {
            end();
            surroundings.starter().accept(cell);
        } else if (cell.state() != ActorState.CRASHED || cell.isRetired()) {
            giveUp();
        } else if (!cell.neighbours().awaitsRetry()) {
            tryLater();
        }
    }

    private void tryLater() {
        if (next == null) {
            failures++;
            Duration delay = supervision.delay(failures, surroundings.random().getAsDouble());
            LOG.startedAgain(cell.name(), Durations.text(delay));
            next = cell.onControlAfter(delay, () -> {
                next = null;
                surroundings.starter().accept(cell);
            });
        }
    }

    /** The actor begins to start, to stop or to crash: no attempt is due any more. */
    void withdraw() {
        if (next != null) {
            next.run();
            next = null;
        }
    }

    /** The actor is not to be started again, nor what waits for it. */
    void giveUp() {
        if (going) {
            end();
            cell.neighbours().requiredDependents().forEach(ActorCell::giveUpWaiting);
        }
    }

    private void end() {
        going = false;
        withdraw();
        cell.fateChanged();
    }
}
