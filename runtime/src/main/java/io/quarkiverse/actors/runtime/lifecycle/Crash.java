package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.Trigger;

/**
 * The way of an actor into {@code crashed}, from whatever state: its tasks are cut, its resources released. Each step comes to
 * its end, if need be by giving up what it waits for. Control thread.
 */
final class Crash {

    private final Operation operation;
    private final ActorCell cell;
    private final Throwable cause;

    Crash(Operation operation, Throwable cause) {
        this.operation = operation;
        this.cell = operation.cell;
        this.cause = cause;
    }

    /** Never fails. */
    CompletableFuture<Void> run() {
        // what kept a dependency from starting has been logged with its trace
        Throwable trace = cause instanceof Neighbours.NotStarted ? null : cause;
        LOG.crashed(trace, cell.name(), cause.getMessage());
        cell.machine().moveRestart(RestartState.IGNORE);
        cell.setDown(true);
        return step(cell.cut(), "did not end its tasks")
                .thenCompose(ignored -> step(release(), "did not release its resources"))
                .thenCompose(ignored -> step(move(), "did not end its hooks"))
                .thenRun(() -> cell.crashed(cause));
    }

    /** Steps that were given up have a little time to end; a start is refused as long as they have not. */
    private CompletableFuture<Void> release() {
        CompletableFuture<Void> released = cell.releaseResources();
        if (!released.isDone()) {
            Runnable withdraw = cell.onControlAfter(cell.settings().cancelAfter(), cell.resources()::abandon);
            released.whenComplete((ignored, never) -> withdraw.run());
        }
        return released;
    }

    private CompletableFuture<Void> move() {
        if (cell.state() == ActorState.CRASHED) {
            return CompletableFuture.completedFuture(null);
        }
        return cell.move(ActorState.CRASHED, Trigger.REPORT_ERROR, cause.getMessage(), cause);
    }

    private CompletableFuture<Void> step(CompletableFuture<Void> begun, String complaint) {
        return operation.bounded(begun, complaint).exceptionally(failure -> {
            Throwable problem = Operation.unwrap(failure);
            LOG.crashedAndThen(problem, cell.name(), problem.getMessage());
            return null;
        });
    }
}
