package io.quarkiverse.actors.runtime.lifecycle;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.Trigger;

/** Takes an actor through a stop and a start of its own, while its streams, its buffers and its dependents wait. */
final class RestartOperation extends Operation {

    private final boolean renews;

    /** @param renews whether the actor goes on with a new instance */
    RestartOperation(ActorCell cell, boolean explicit, boolean renews) {
        super(cell, Trigger.RESTART, explicit);
        this.renews = renews;
        done().whenComplete((ignored, failure) -> cell.startOver(failure));
    }

    @Override
    boolean isPreemptible() {
        return true;
    }

    /** The stopping half comes to its end first: it takes no longer than a stop would. */
    @Override
    void preempt(Throwable cause) {
        if (cell.machine().restart() == RestartState.STOPPING) {
            notePreemption(cause);
        } else {
            super.preempt(cause);
        }
    }

    @Override
    void begin() {
        if (!judge() || cell.state() == ActorState.CRASHED && !isClear()) {
            return;
        }
        CompletableFuture<Void> chain = then(passGuards(), () -> {
            cell.machine().moveRestart(RestartState.RESTARTING);
            cell.setDown(true);
            cell.machine().moveRestart(RestartState.STOPPING);
            return cell.state() == ActorState.CRASHED ? prepareAnew() : stop();
        });
        chain = step(chain, () -> renews ? cell.instance().renew() : CompletableFuture.completedFuture(null));
        chain = step(chain, () -> {
            cell.machine().moveRestart(RestartState.STARTING);
            return cell.move(ActorState.STARTING, trigger);
        });
        chain = StartOperation.startUp(this, chain, trigger);
        chain.whenComplete((ignored, failure) -> finish(failure));
    }

    private CompletableFuture<Void> prepareAnew() {
        cell.prepareTasks(task -> task.state() != TaskState.SUCCEEDED);
        return cell.instance().ensure();
    }

    private CompletableFuture<Void> stop() {
        CompletableFuture<Void> chain = step(bounded(cell.quiesce(), "did not come to rest"),
                () -> cell.move(ActorState.STOPPING, trigger));
        chain = step(chain, () -> cell.move(ActorState.TASKS_STOPPED, trigger));
        chain = step(chain, () -> bounded(cell.releaseResources(), "did not release its resources"));
        chain = step(chain, () -> cell.move(ActorState.RESOURCES_RELEASED, trigger));
        chain = step(chain, () -> cell.move(ActorState.DEPENDENCIES_STOPPED, trigger));
        return step(chain, () -> cell.move(ActorState.STOPPED, trigger));
    }

    private void finish(Throwable thrown) {
        if (thrown == null) {
            cell.machine().moveRestart(RestartState.RESTARTED);
            cell.setDown(false);
            cell.resumeAfterRestart();
            complete(null);
            return;
        }
        Throwable failure = unwrap(thrown);
        if (isRefused()) {
            complete(failure);
            return;
        }
        cell.machine().moveRestart(RestartState.IGNORE);
        if (isPreempted()) {
            if (failure != preemption()) {
                preemption().addSuppressed(failure);
            }
            rollBack().whenComplete((ignored, never) -> complete(preemption()));
            return;
        }
        crash(failure).whenComplete((ignored, never) -> complete(
                new ActorException(cell.name() + " did not restart: " + failure.getMessage(), failure)));
    }
}
