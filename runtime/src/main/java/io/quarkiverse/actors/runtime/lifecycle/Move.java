package io.quarkiverse.actors.runtime.lifecycle;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.runtime.model.HookModel.Kind;

/**
 * One transition with its hooks: those of the states that are left, then the change itself, then those of the states that are
 * entered. The change happens exactly once, also if a hook fails or is not waited for any more. Control thread.
 */
final class Move {

    private final Hooks hooks;
    private final ActorTransition transition;
    private final Runnable change;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean changed;

    Move(Hooks hooks, ActorTransition transition, Runnable change) {
        this.hooks = hooks;
        this.transition = transition;
        this.change = change;
    }

    CompletableFuture<Void> run() {
        ActorState from = transition.from();
        ActorState to = transition.to();
        hooks.run(Kind.EXIT, StateMachine.exited(from, to), transition).whenComplete((left, exitFailure) -> {
            if (done.isDone()) {
                return;
            }
            change();
            hooks.run(Kind.ENTER, StateMachine.entered(from, to), transition)
                    .whenComplete((entered, enterFailure) -> finish(exitFailure == null ? enterFailure : exitFailure));
        });
        return done;
    }

    /** Stops waiting for hooks. */
    void force(Throwable cause) {
        if (!done.isDone()) {
            change();
            finish(cause);
        }
    }

    private void change() {
        if (!changed) {
            changed = true;
            change.run();
        }
    }

    private void finish(Throwable failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(Operation.unwrap(failure));
        }
    }
}
