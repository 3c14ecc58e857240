package io.quarkiverse.actors.runtime.lifecycle;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TransitionVetoedException;
import io.quarkiverse.actors.Trigger;

/** Asks the guards of an actor whether an explicit call may be carried out. Control thread. */
final class Guards {

    private Guards() {
    }

    /** Fails if a guard says no, or fails, which crashes the actor; to complete it withdraws the question. */
    static CompletableFuture<Void> ask(ActorCell cell, Trigger trigger) {
        if (!cell.hooks().hasGuard(trigger)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> answer = new CompletableFuture<>();
        cell.instance().ensure().whenComplete((ignored, broken) -> {
            if (broken != null) {
                answer.completeExceptionally(broken);
            } else if (!answer.isDone()) {
                answer(cell, trigger, answer);
            }
        });
        return answer;
    }

    private static void answer(ActorCell cell, Trigger trigger, CompletableFuture<Void> answer) {
        Hooks.Run guards = cell.hooks().guards(trigger, cell.transition(target(cell, trigger), trigger, null, null));
        answer.whenComplete((ignored, withdrawn) -> guards.cancel());
        guards.begin().whenComplete((allowed, failure) -> {
            if (failure != null) {
                Throwable problem = Operation.unwrap(failure);
                if (answer.completeExceptionally(problem)) {
                    cell.reportError(problem);
                }
            } else if (!allowed) {
                answer.completeExceptionally(
                        new TransitionVetoedException(cell.name() + " was not to " + trigger + ": a guard said no"));
            } else {
                answer.complete(null);
            }
        });
    }

    private static ActorState target(ActorCell cell, Trigger trigger) {
        return switch (trigger) {
            case START, RESTART -> ActorState.STARTING;
            case PAUSE -> ActorState.PAUSED;
            case RESUME -> cell.health().worst().state();
            default -> ActorState.STOPPING;
        };
    }
}
