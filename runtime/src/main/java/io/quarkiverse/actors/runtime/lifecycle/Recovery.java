package io.quarkiverse.actors.runtime.lifecycle;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.supervision.Verdict;
import io.quarkiverse.actors.runtime.task.Task;

/** What an actor does about the failures of its tasks, as far as they concern it as a whole. Control thread. */
final class Recovery {

    private static final Runnable NOTHING = () -> {
    };

    private final ActorCell cell;
    private final Surroundings surroundings;
    /** Withdraws the restart that is to come; null if none is. */
    private Runnable pending;
    private boolean restartDue;
    private boolean renews;

    Recovery(ActorCell cell, Surroundings surroundings) {
        this.cell = cell;
        this.surroundings = surroundings;
    }

    /** A task has failed, and something is to be done about it. */
    void failed(Task task, Throwable cause, Verdict verdict) {
        switch (verdict.action()) {
            case GO_ON -> {
                if (!verdict.delay().isZero()) {
                    degrade(task, cause);
                }
            }
            case RESTART_ACTOR, RENEW_ACTOR -> {
                degrade(task, cause);
                renews |= verdict.action() == Verdict.Action.RENEW_ACTOR;
                if (pending == null) {
                    pending = cell.onControlAfter(verdict.delay(), this::restart);
                }
            }
            default -> surroundings.stopper().accept(cell);
        }
    }

    private void degrade(Task task, Throwable cause) {
        cell.health().backingOff(task.toString(), cause);
        cell.reviewHealth();
    }

    /** A task that has failed goes on. */
    void goesOn(Task task) {
        if (pending == null && cell.health().goesOn(task.toString())) {
            cell.reviewHealth();
        }
    }

    private void restart() {
        pending = NOTHING;
        restartDue = true;
        review();
    }

    /** Restarts the actor if that is due and nothing keeps it: a pause is the user's, and so comes first. */
    void review() {
        if (restartDue && cell.state().isIn(ActorState.RUNNING) && cell.calls().last() == null) {
            restartDue = false;
            cell.submit(new RestartOperation(cell, false, renews));
        }
    }

    /** Whether no restart is to come. */
    boolean isIdle() {
        return pending == null && !restartDue;
    }

    /** The actor starts, stops or crashes: what was to come is not needed any more. */
    void reset() {
        if (pending != null) {
            pending.run();
        }
        pending = null;
        restartDue = false;
        renews = false;
    }
}
