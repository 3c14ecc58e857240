package io.quarkiverse.actors.runtime.lifecycle;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.task.Task.Hold;

/** Pauses or resumes an actor. */
final class HoldOperation extends Operation {

    HoldOperation(ActorCell cell, Trigger trigger, boolean explicit) {
        super(cell, trigger, explicit);
    }

    @Override
    void begin() {
        if (!judge()) {
            return;
        }
        step(passGuards(), trigger == Trigger.PAUSE ? this::pause : this::resume)
                .whenComplete((ignored, failure) -> finish(failure));
    }

    @Override
    boolean yieldsTo(Trigger by) {
        return by == Trigger.REPORT_ERROR;
    }

    private CompletableFuture<Void> pause() {
        cell.taskGroup().pause();
        return cell.move(ActorState.PAUSED, trigger);
    }

    private CompletableFuture<Void> resume() {
        Health.Verdict verdict = cell.health().worst();
        return step(cell.move(verdict.state(), trigger, verdict.reason(), verdict.cause()), () -> {
            cell.taskGroup().release(Hold.PAUSE);
            return CompletableFuture.completedFuture(null);
        });
    }

    private void finish(Throwable thrown) {
        if (thrown == null || isRefused()) {
            complete(thrown);
        } else if (isPreempted()) {
            complete(preemption());
        } else {
            crash(unwrap(thrown)).whenComplete((ignored, never) -> complete(thrown));
        }
    }
}
