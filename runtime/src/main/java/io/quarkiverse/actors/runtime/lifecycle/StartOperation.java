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

    StartOperation(ActorCell cell, boolean explicit) {
        super(cell, Trigger.START, explicit);
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
        if (!isWanted()) {
            complete(new ActorException("The start of " + cell.name() + " is not needed any more"));
            return;
        }
        if (explicit) {
            cell.claimByHand();
        }
        if (!judge()) {
            return;
        }
        CompletableFuture<Void> chain = then(passGuards(), () -> {
            cell.machine().moveRestart(RestartState.IGNORE);
            cell.prepareTasks(task -> true);
            return cell.nextStep();
        });
        chain = then(chain, cell::ensureInstance);
        chain = then(chain, () -> cell.move(ActorState.STARTING, trigger));
        chain = startUp(this, chain, trigger);
        chain.whenComplete((ignored, failure) -> finish(failure));
    }

    /** The part that a start and a restart have in common: from {@code starting} to {@code healthy}. */
    static CompletableFuture<Void> startUp(Operation operation, CompletableFuture<Void> begun, Trigger trigger) {
        ActorCell cell = operation.cell;
        CompletableFuture<Void> chain = operation.then(begun, () -> cell.neighbours().awaitDependencies(operation));
        chain = operation.then(chain, () -> cell.move(ActorState.DEPENDENCIES_STARTED, trigger));
        chain = operation.then(chain, cell::acquireResources);
        chain = operation.then(chain, () -> cell.move(ActorState.RESOURCES_ACQUIRED, trigger));
        chain = operation.then(chain, () -> cell.neighbours().awaitDependencies(operation)); // one may have gone down meanwhile
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

    /** What comes next takes care of a start that had begun; a start that had not leaves no trace. */
    private CompletableFuture<Void> rollBack() {
        boolean begun = cell.state().isIn(ActorState.STARTING) || cell.state().isIn(ActorState.STARTED);
        return begun ? CompletableFuture.completedFuture(null) : cell.taskGroup().cut();
    }
}
