package io.quarkiverse.actors.runtime.lifecycle;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.model.HookModel.Kind;

/**
 * One transition with its hooks: those of the states that are left, then the change itself, then those of the states that are
 * entered. The change happens exactly once, also if a hook fails or is not waited for any more. Control thread.
 */
final class Move {

    private final Hooks hooks;
    private final Transition transition;
    private final Runnable change;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean changed;
    private Hooks.Run inHand;

    Move(Hooks hooks, Transition transition, Runnable change) {
        this.hooks = hooks;
        this.transition = transition;
        this.change = change;
    }

    CompletableFuture<Void> run() {
        ActorState from = transition.from();
        ActorState to = transition.to();
        begin(Kind.EXIT, StateMachine.exited(from, to)).whenComplete((left, exitFailure) -> {
            if (done.isDone()) {
                return;
            }
            change();
            begin(Kind.ENTER, StateMachine.entered(from, to))
                    .whenComplete((entered, enterFailure) -> finish(exitFailure == null ? enterFailure : exitFailure));
        });
        return done;
    }

    private CompletableFuture<Boolean> begin(Kind kind, List<ActorState> states) {
        inHand = hooks.run(kind, states, transition);
        return inHand.begin();
    }

    /** Stops waiting for hooks: those in hand are interrupted or cancelled. */
    void force(Throwable cause) {
        if (!done.isDone()) {
            change();
            finish(cause);
            inHand.cancel();
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
