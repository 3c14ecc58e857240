package io.quarkiverse.actors.runtime.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;

/** The lifecycle calls of an actor, one at a time in the order they were made; a stop or an error pre-empts. Control thread. */
final class CallQueue {

    private final ActorCell cell;
    private final ControlThread control;
    private final Deque<Operation> queue = new ArrayDeque<>();
    private Operation current;

    CallQueue(ActorCell cell, ControlThread control) {
        this.cell = cell;
        this.control = control;
    }

    /** The call in progress; null if there is none. */
    Operation current() {
        return current;
    }

    /** The call that was made last and has not come to its end; null if there is none. */
    Operation last() {
        return queue.isEmpty() ? current : queue.peekLast();
    }

    CompletableFuture<Void> submit(Operation operation) {
        if (current == null && queue.isEmpty()) {
            current = operation;
            operation.begin();
        } else {
            queue.add(operation);
            if (endsOthers(operation)) {
                preempt(operation.trigger);
            }
        }
        return operation.done();
    }

    private static boolean endsOthers(Operation operation) {
        return operation.trigger == Trigger.STOP || operation.trigger == Trigger.REPORT_ERROR;
    }

    private void preempt(Trigger by) {
        for (Operation operation : List.copyOf(queue)) {
            if (operation.canBePreempted() && queue.remove(operation)) {
                operation.notePreemption(preemption(operation, by));
                operation.abort(preemption(operation, by));
            }
        }
        if (current != null && current.yieldsTo(by) && current.isUndecided()) {
            current.preempt(preemption(current, by));
        }
    }

    private ActorException preemption(Operation operation, Trigger by) {
        return new ActorException("The " + operation.trigger + " of " + cell.name() + " was pre-empted by a " + by);
    }

    /** A call has come to its end. */
    void over(Operation operation) {
        if (current == operation) {
            current = null;
            control.execute(this::next);
        }
    }

    private void next() {
        if (current == null && !queue.isEmpty()) {
            current = queue.poll();
            current.begin();
        } else if (current == null) {
            cell.reviewHealth();
            cell.rest();
        }
    }

    /** Whether the actor is started or about to be, once everything that was called so far has come to its end. */
    boolean isHeadedUp() {
        Deque<Operation> calls = new ArrayDeque<>(queue);
        if (current != null) {
            calls.addFirst(current);
        }
        while (!calls.isEmpty()) {
            Operation last = calls.pollLast();
            if (last instanceof StopOperation || last instanceof CrashOperation) {
                return false;
            }
            if (last.canBePreempted()) {
                return true;
            }
        }
        return cell.state().isIn(ActorState.STARTING) || cell.state().isIn(ActorState.STARTED);
    }

    /** Started, and nothing is on its way that ends that. */
    boolean isUpForGood() {
        boolean steady = current == null || current instanceof HoldOperation || current instanceof HealthOperation;
        return steady && cell.state().isIn(ActorState.STARTED) && queue.stream().noneMatch(CallQueue::endsOthers);
    }

    /** The restart in progress if nothing is on its way that ends it; else null. */
    RestartOperation restart() {
        return current instanceof RestartOperation restart && queue.isEmpty() && !restart.isPreempted() ? restart : null;
    }

    /** Completes when a start or restart that is in progress has come to its end. */
    CompletableFuture<Void> settled() {
        boolean starting = current instanceof StartOperation || current instanceof RestartOperation;
        return starting ? current.done().exceptionally(failure -> null) : CompletableFuture.completedFuture(null);
    }
}
