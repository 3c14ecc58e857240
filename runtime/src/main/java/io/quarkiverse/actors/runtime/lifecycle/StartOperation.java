package io.quarkiverse.actors.runtime.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.Trigger;

/** Starts an actor after its dependencies. */
final class StartOperation extends Operation {

    /** The starts of dependents that need this one; null if it is needed in any case. */
    private List<Operation> claimants = new ArrayList<>();

    /** One of several that were asked for together: an actor that is paused is started as far as they are concerned. */
    private final boolean lenient;
    /** Completes when the tasks have joined what they consume, or when there will be no tasks. */
    private final CompletableFuture<Void> joined = new CompletableFuture<>();
    private CompletableFuture<Void> consumers = CompletableFuture.completedFuture(null);

    StartOperation(ActorCell cell, boolean explicit, boolean lenient) {
        super(cell, Trigger.START, explicit);
        this.lenient = lenient;
        done().whenComplete((ignored, failure) -> {
            joined.complete(null);
            cell.startOver(failure);
        });
    }

    /** Whether somebody who would make such a call may share this one. */
    boolean serves(boolean other) {
        return lenient == other || cell.calls().current() == this;
    }

    /**
     * Lets no iteration begin before the tasks that another start brings up have joined what this actor emits. One that has
     * not begun is not waited for: it may be queued behind a call that waits for this actor.
     */
    void awaitConsumer(StartOperation consumer) {
        if (consumer.cell.calls().current() == consumer) {
            consumers = CompletableFuture.allOf(consumers, consumer.joined);
        }
    }

    @Override
    CompletableFuture<Void> awaitConsumers() {
        return consumers;
    }

    /** Notes who needs the start: an operation of a dependent, or, with null, somebody who does not take it back. */
    void claim(Operation claimant) {
        if (claimant == null) {
            claimants = null;
        } else if (claimants != null) {
            claimants.add(claimant);
        }
    }

    private boolean isWanted() {
        return claimants == null || claimants.stream().anyMatch(claimant -> !claimant.done().isDone());
    }

    @Override
    boolean isPreemptible() {
        return true;
    }

    @Override
    void begin() {
        CompletableFuture<Void> free = cell.predecessorGone();
        if (free.isDone()) {
            beginAlone();
            return;
        }
        then(free, () -> CompletableFuture.completedFuture(null)).whenComplete((ignored, failure) -> {
            if (failure == null) {
                beginAlone();
            } else {
                complete(failure);
            }
        });
    }

    private void beginAlone() {
        cell.bind();
        if (!isWanted()) {
            complete(new ActorException("The start of " + cell.name() + " is not needed any more"));
            return;
        }
        if (explicit && cell.state().isIn(ActorState.RUNNING)) {
            cell.claimByHand();
        }
        if (lenient && cell.state().isIn(ActorState.STARTED)) {
            complete(null);
            return;
        }
        if (!judge() || !isClear()) {
            return;
        }
        CompletableFuture<Void> chain = then(passGuards(), () -> {
            cell.succeed();
            if (explicit) {
                cell.claimByHand();
            }
            cell.machine().moveRestart(RestartState.IGNORE);
            cell.prepareTasks(task -> true);
            joined.complete(null);
            return cell.nextStep();
        });
        chain = then(chain, cell.instance()::ensure);
        chain = then(chain, () -> cell.move(ActorState.STARTING, trigger));
        chain = startUp(this, chain, trigger);
        chain.whenComplete((ignored, failure) -> finish(failure));
    }

    /** The part that a start and a restart have in common: from {@code starting} to {@code healthy}. */
    static CompletableFuture<Void> startUp(Operation operation, CompletableFuture<Void> begun, Trigger trigger) {
        ActorCell cell = operation.cell;
        CompletableFuture<Void> chain = operation.then(begun, () -> cell.neighbours().startDependencies(operation));
        chain = operation.then(chain, () -> cell.move(ActorState.DEPENDENCIES_STARTED, trigger));
        chain = operation.then(chain, cell::acquireResources);
        chain = operation.then(chain, () -> cell.move(ActorState.RESOURCES_ACQUIRED, trigger));
        chain = operation.then(chain, operation::awaitConsumers);
        chain = operation.then(chain, () -> cell.neighbours().confirmDependencies(operation));
        chain = operation.then(chain, () -> cell.move(ActorState.TASKS_STARTED, trigger));
        return operation.then(chain, () -> cell.move(ActorState.HEALTHY, trigger));
    }

    private void finish(Throwable thrown) {
        if (thrown == null) {
            cell.beginTasks();
            complete(null);
            return;
        }
        Throwable failure = unwrap(thrown);
        if (isRefused()) {
            complete(failure);
        } else if (isPreempted()) {
            rollBack().whenComplete((ignored, never) -> complete(preemption()));
        } else {
            crash(failure).whenComplete((ignored, never) -> complete(
                    new ActorException(cell.name() + " did not start: " + failure.getMessage(), failure)));
        }
    }
}
