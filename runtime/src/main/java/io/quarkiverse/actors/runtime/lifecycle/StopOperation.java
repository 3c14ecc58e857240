package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.turn.Durations;
import io.quarkiverse.actors.runtime.turn.ThreadStack;

/**
 * The part of one actor in the stop of a group. The group says when each phase begins; every phase comes to an end, whatever
 * fails.
 */
final class StopOperation extends Operation {

    /** How far the actor has come. */
    enum Phase {
        QUEUED,
        READY,
        STOPPING_TASKS,
        TASKS_STOPPED,
        RELEASING,
        RELEASED,
        STOPPED
    }

    private final StopGroup group;
    /** The stops of the same group of those that depend on the actor, and how many of them have not released. */
    private final List<StopOperation> dependents = new ArrayList<>();
    private int unreleased;
    /** Likewise of those it depends on, and how many of them have not come to their end. */
    private final List<StopOperation> dependencies = new ArrayList<>();
    private int unfinished;
    private Phase phase = Phase.QUEUED;
    private boolean nothingToDo;
    /** The time after which the tasks were cut; null if they were not. */
    private String cutAfter;
    private Throwable failure;
    private final OwnTime ownTime;

    StopOperation(ActorCell cell, StopGroup group) {
        super(cell, Trigger.STOP, false);
        this.group = group;
        this.ownTime = new OwnTime(cell, cell.ownShutdownTimeout(), this::expireOwnTime);
    }

    /** Whether the actor has less time than the group. */
    boolean isLimited() {
        return ownTime.isLimited();
    }

    /** Nobody else is waited for any more until the tasks have ended. */
    void producersEnded() {
        if (phase == Phase.STOPPING_TASKS) {
            ownTime.run(StopGroup.reserve(ownTime.limit()));
        }
    }

    private void expireOwnTime() {
        String limit = Durations.text(ownTime.limit());
        if (phase == Phase.STOPPING_TASKS) {
            expireTasks(limit);
            group.leftBehind();
        } else {
            expireRelease(limit);
        }
    }

    Phase phase() {
        return phase;
    }

    Throwable failure() {
        return failure;
    }

    /** The actor depends on another one that stops too. */
    void follow(StopOperation dependency) {
        dependencies.add(dependency);
        dependency.dependents.add(this);
        dependency.unreleased++;
        unfinished++;
    }

    List<StopOperation> dependencies() {
        return dependencies;
    }

    List<StopOperation> dependents() {
        return dependents;
    }

    /** Remembers what went wrong: the stop will end in {@code crashed}. */
    void note(Throwable cause) {
        if (failure == null) {
            failure = cause;
        } else if (failure != cause) {
            failure.addSuppressed(cause);
        }
    }

    /** Remembers items that were lost because the tasks were cut. */
    void noteLoss(String loss) {
        if (cutAfter != null) {
            note(new ActorException("%s did not stop within %s: %s".formatted(cell.name(), cutAfter, loss)));
        }
    }

    @Override
    void begin() {
        nothingToDo = cell.state() == ActorState.STOPPED || cell.state() == ActorState.INITIALIZING || !cell.isBound();
        phase = Phase.READY;
        group.ready();
    }

    void stopTasks() {
        phase = Phase.STOPPING_TASKS;
        if (nothingToDo) {
            tasksStopped();
            return;
        }
        cell.taskGroup().stop(group::goesOn);
        CompletableFuture<Void> chain = attempt(null, ActorState.STOPPING);
        chain = chain.thenCompose(ignored -> await(cell.taskGroup().ended())).exceptionally(this::tolerate);
        chain = chain.thenCompose(ignored -> await(cell.reception().serve())).exceptionally(this::tolerate);
        chain = chain.thenCompose(ignored -> attempt(null, ActorState.TASKS_STOPPED));
        chain.whenComplete((ignored, never) -> tasksStopped());
    }

    private void tasksStopped() {
        ownTime.hold();
        phase = Phase.TASKS_STOPPED;
        group.tasksStopped(this);
    }

    /** Takes the next step of the second wave, if it is time for it. */
    void goOn() {
        if (phase == Phase.TASKS_STOPPED && unreleased == 0) {
            release();
        } else if (phase == Phase.RELEASED && unfinished == 0) {
            finish();
        }
    }

    private void release() {
        phase = Phase.RELEASING;
        if (nothingToDo) {
            released();
            return;
        }
        ownTime.run(Duration.ZERO);
        CompletableFuture<Void> chain = await(cell.reception().drain()).exceptionally(this::tolerate);
        chain = chain.thenCompose(ignored -> {
            if (cell.reception().isAbandoned()) {
                note(new ActorException(cell.name() + " did not stop: held by a message"));
            }
            return await(cell.hooks().settled());
        }).exceptionally(this::tolerate);
        chain = chain.thenCompose(ignored -> await(cell.releaseResources())).exceptionally(this::tolerate);
        chain = chain.thenCompose(ignored -> attempt(null, ActorState.RESOURCES_RELEASED));
        chain.whenComplete((ignored, never) -> released());
    }

    private void released() {
        ownTime.hold();
        phase = Phase.RELEASED;
        dependencies.forEach(dependency -> dependency.unreleased--);
        group.released(this);
    }

    private void finish() {
        phase = Phase.STOPPED;
        if (nothingToDo) {
            end();
            return;
        }
        ownTime.run(Duration.ZERO);
        CompletableFuture<Void> chain = attempt(null, ActorState.DEPENDENCIES_STOPPED);
        chain = chain.thenCompose(ignored -> failure == null ? attempt(null, ActorState.STOPPED)
                : attempt(failure, ActorState.CRASHED));
        chain.whenComplete((ignored, never) -> conclude());
    }

    private void conclude() {
        if (failure == null) {
            cell.stopped();
        } else if (cell.state() != ActorState.CRASHED) {
            attempt(failure, ActorState.CRASHED).whenComplete((ignored, never) -> conclude());
            return;
        } else {
            cell.failedToStop(failure);
        }
        end();
    }

    private void end() {
        await(cell.depart()).exceptionally(this::tolerate).whenComplete((ignored, never) -> {
            ownTime.hold();
            dependents.forEach(dependent -> dependent.unfinished--);
            complete(failure);
        });
    }

    /** Moves on; a failing hook is remembered and does not keep the stop from going on. */
    private CompletableFuture<Void> attempt(Throwable cause, ActorState to) {
        if (!StateMachine.mayFollow(cell.state(), to)) {
            return CompletableFuture.completedFuture(null);
        }
        return await(cell.move(to, trigger, cause == null ? null : cause.getMessage(), cause)).exceptionally(this::tolerate);
    }

    private Void tolerate(Throwable thrown) {
        Throwable problem = unwrap(thrown);
        LOG.stopGoesOn(problem, cell.name(), problem.getMessage());
        note(problem);
        return null;
    }

    /** The time for tasks is over: first they are cut off, then they are given up. */
    void expireTasks(String limit) {
        if (cutAfter == null) {
            cutAfter = limit;
            ThreadStack stack = Holders.busyStack(cell);
            List<String> busy = new ArrayList<>(cell.taskGroup().busy().stream().map(Task::toString).toList());
            cell.taskGroup().cutNow();
            if (cell.reception().cutNow()) {
                busy.add("a message");
            }
            if (!busy.isEmpty()) {
                ActorException late = new ActorException("%s did not stop within %s: held by %s".formatted(cell.name(), limit,
                        String.join(", ", busy)), stack);
                LOG.stopOverdue(stack, late.getMessage());
                note(late);
            }
            return;
        }
        cell.taskGroup().abandon();
        cell.reception().abandon();
        cell.forceMove(timeout(limit));
    }

    /** The time for resources is over. */
    void expireRelease(String limit) {
        expire(timeout(limit));
    }

    private ActorException timeout(String limit) {
        return new ActorException("%s did not stop within %s: held by %s".formatted(cell.name(), limit, Holders.ofStop(cell)),
                Holders.stack(cell));
    }
}
