package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.IllegalTransitionException;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.turn.Durations;

/** A lifecycle call in progress: those of an actor run one after another. Control thread. */
abstract class Operation {

    final ActorCell cell;
    final Trigger trigger;
    /** Whether a user asked for it, so that guards apply. */
    final boolean explicit;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Throwable preemption;
    private boolean refused;
    private boolean crashing;
    private CompletableFuture<?> waiting;

    Operation(ActorCell cell, Trigger trigger, boolean explicit) {
        this.cell = cell;
        this.trigger = trigger;
        this.explicit = explicit;
    }

    /** The call is reached: judges it and begins. */
    abstract void begin();

    /** Whether a stop or an error ends it early, unless it is crashing already. */
    boolean isPreemptible() {
        return false;
    }

    final boolean canBePreempted() {
        return isPreemptible() && isUndecided();
    }

    /** Whether a call that comes while this one is in progress ends it early. */
    boolean yieldsTo(Trigger by) {
        return isPreemptible();
    }

    final boolean isUndecided() {
        return !crashing && preemption == null;
    }

    /** Completes on the control thread when the call has come to its end. */
    final CompletableFuture<Void> done() {
        return done;
    }

    /** Ends the call early; what it has acquired is left to whatever comes next. */
    void preempt(Throwable cause) {
        notePreemption(cause);
        cell.resources().cancelAcquisition(cause);
        expire(cause);
    }

    /** Ends the call at the next step that begins with {@link #then}. */
    final void notePreemption(Throwable cause) {
        preemption = cause;
    }

    /** Completes when those that are started together with this actor have joined what it emits. */
    CompletableFuture<Void> awaitConsumers() {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Stops waiting for what the call waits for, which counts as failed: so the waiting ends first, and then what is waited
     * for, whose end would be taken for a success. Only a move has to change the state before anything else follows.
     */
    final void expire(Throwable cause) {
        CompletableFuture<?> gate = waiting;
        Runnable giveUpRelease = cell.resources().giveUpRelease(cause);
        cell.forceMove(cause);
        if (gate != null) {
            gate.completeExceptionally(cause);
        }
        giveUpRelease.run();
    }

    final boolean isPreempted() {
        return preemption != null;
    }

    final Throwable preemption() {
        return preemption;
    }

    /** True if there is something to do; otherwise the call has come to its end. */
    final boolean judge() {
        if (!isAccepted()) {
            return false;
        }
        if (StateMachine.isReached(cell.state(), trigger)) {
            complete(null);
            return false;
        }
        if (!StateMachine.isAllowed(cell.state(), trigger)) {
            complete(new IllegalTransitionException("%s cannot %s: it is %s; allowed there: %s".formatted(cell.name(), trigger,
                    cell.path(), ActorCell.join(StateMachine.allowed(cell.state())))));
            return false;
        }
        return true;
    }

    /** True while the application goes on; otherwise the call has come to its end. */
    final boolean isAccepted() {
        if (cell.isRetired()) {
            complete(new ActorException(
                    "The " + trigger + " of " + cell.name() + " was refused: the application is stopping"));
        }
        return !cell.isRetired();
    }

    /** True if nothing of the last run is in the way of a start; otherwise the call has come to its end. */
    final boolean isClear() {
        ActorException obstacle = cell.obstacle();
        if (obstacle != null) {
            complete(obstacle);
        }
        return obstacle == null;
    }

    /** Asks the guards if a user made the call; fails if one says no or fails, in which case the call is refused. */
    final CompletableFuture<Void> passGuards() {
        if (!explicit) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> answer = cell.askGuards(trigger);
        return await(answer).whenComplete((ignored, no) -> {
            refused = no != null;
            if (refused) {
                answer.completeExceptionally(no);
            }
        });
    }

    /** Whether a guard kept the call from beginning, so that nothing has changed. */
    final boolean isRefused() {
        return refused;
    }

    /** Goes on with a step once the one before is over, unless the call was pre-empted. */
    final CompletableFuture<Void> then(CompletableFuture<Void> previous, Supplier<CompletableFuture<Void>> next) {
        return step(previous, () -> {
            if (preemption != null) {
                throw new CompletionException(preemption);
            }
            return next.get();
        });
    }

    /** Goes on with a step once the one before is over, unless the call has come to its end meanwhile. */
    final CompletableFuture<Void> step(CompletableFuture<Void> previous, Supplier<CompletableFuture<Void>> next) {
        return previous.thenCompose(ignored -> {
            if (done.isDone()) {
                throw new CancellationException(trigger + " of " + cell.name() + " is over");
            }
            return await(next.get());
        });
    }

    /** What another future says, unless the waiting is ended early. */
    final <T> CompletableFuture<T> await(CompletableFuture<T> future) {
        if (future.isDone()) {
            return future;
        }
        CompletableFuture<T> gate = new CompletableFuture<>();
        waiting = gate;
        future.whenComplete((value, failure) -> {
            if (failure == null) {
                gate.complete(value);
            } else {
                gate.completeExceptionally(unwrap(failure));
            }
        });
        return gate;
    }

    /**
     * What comes next takes care of an actor that is on its way. One that is down counts as such already, so nothing comes
     * next: its tasks must not stay joined.
     */
    final CompletableFuture<Void> rollBack() {
        ActorState state = cell.state();
        if (state.isIn(ActorState.STARTING) || state.isIn(ActorState.STARTED) || state.isIn(ActorState.STOPPING)) {
            return CompletableFuture.completedFuture(null);
        }
        return cell.taskGroup().cut().thenRun(() -> {
            if (cell.state() == ActorState.STOPPED) {
                cell.stopped();
            }
        });
    }

    /** Ends the actor in {@code crashed}, after everything was released or given up. Never fails. */
    final CompletableFuture<Void> crash(Throwable cause) {
        crashing = true;
        return new Crash(this, cause).run();
    }

    /** What another future says, waited for no longer than a stop may take. */
    final CompletableFuture<Void> bounded(CompletableFuture<Void> future, String complaint) {
        CompletableFuture<Void> gate = await(future);
        if (!gate.isDone()) {
            Duration limit = cell.shutdownTimeout();
            Runnable withdraw = cell.onControlAfter(limit, () -> expire(new ActorException(
                    "%s %s within %s".formatted(cell.name(), complaint, Durations.text(limit)), Holders.stack(cell))));
            gate.whenComplete((ignored, failure) -> withdraw.run());
        }
        return gate;
    }

    /** The call comes to its end before it was reached. */
    final void abort(Throwable cause) {
        done.completeExceptionally(cause);
    }

    final void complete(Throwable failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(unwrap(failure));
        }
        cell.calls().over(this);
    }

    static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
