package io.quarkiverse.actors.runtime.lifecycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;

/** The actors that an actor depends on, and those that depend on it, as the graph says at the moment. Control thread. */
final class Neighbours {

    /**
     * A neighbour in the graph.
     *
     * @param cell the other actor
     * @param required whether the dependent needs the dependency to be started
     */
    record Edge(ActorCell cell, boolean required) {
    }

    /** An actor does not start because one that it requires does not; whose failure has been logged already. */
    static final class NotStarted extends ActorException {

        private static final long serialVersionUID = 1L;

        private NotStarted(ActorCell dependent, ActorCell dependency, Throwable cause) {
            super(dependent.name() + " requires " + dependency.name() + ", which is not started: " + cause.getMessage(), cause);
        }
    }

    private final ActorCell cell;
    private boolean down;

    Neighbours(ActorCell cell) {
        this.cell = cell;
    }

    /** What the actor depends on; who is not keyed and follows a keyed actor needs none of its instances. */
    List<Edge> dependencies() {
        List<Edge> edges = new ArrayList<>();
        for (ActorNode.Edge edge : cell.node().dependencies()) {
            boolean required = edge.required() && (cell.isKeyed() || !edge.node().isKeyed());
            edge.node().seenBy(cell).forEach(dependency -> edges.add(new Edge(dependency, required)));
        }
        return edges;
    }

    List<Edge> dependents() {
        List<Edge> edges = new ArrayList<>();
        for (ActorNode.Edge edge : cell.node().dependents()) {
            boolean required = edge.required() && (edge.node().isKeyed() || !cell.isKeyed());
            edge.node().seenBy(cell).forEach(dependent -> edges.add(new Edge(dependent, required)));
        }
        return edges;
    }

    /** All that cannot be started without this actor, also by way of others. */
    Collection<ActorCell> requiredDependents() {
        Set<ActorCell> found = new LinkedHashSet<>();
        Deque<ActorCell> open = new ArrayDeque<>(List.of(cell));
        while (!open.isEmpty()) {
            for (Edge edge : open.poll().neighbours().dependents()) {
                if (edge.required() && found.add(edge.cell())) {
                    open.add(edge.cell());
                }
            }
        }
        return found;
    }

    /** Whether a required dependency, also by way of others, has crashed and will be started again by itself. */
    boolean awaitsRetry() {
        return dependencies().stream().filter(Edge::required).map(Edge::cell)
                .anyMatch(dependency -> dependency.state() == ActorState.CRASHED && dependency.isRetried()
                        || dependency.neighbours().awaitsRetry());
    }

    /** Starts the required dependencies and goes on as {@link #confirmDependencies}. */
    CompletableFuture<Void> startDependencies(Operation operation) {
        return operation.then(forAll(dependency -> require(dependency, operation)), () -> confirmDependencies(operation));
    }

    /**
     * Completes at a moment when all required dependencies are started, for an operation that goes on only then. Waits for
     * those that are on their way somewhere, and fails if one is down to stay: what has crashed or was stopped meanwhile is
     * not started again.
     */
    CompletableFuture<Void> confirmDependencies(Operation operation) {
        return operation.then(forAll(dependency -> confirm(dependency, operation)), () -> dependencies().stream()
                .allMatch(edge -> !edge.required() || edge.cell().state().isIn(ActorState.STARTED))
                        ? CompletableFuture.completedFuture(null)
                        : confirmDependencies(operation));
    }

    /** Waits for required dependencies as told, and for optional ones that are being started. */
    private CompletableFuture<Void> forAll(Function<ActorCell, CompletableFuture<Void>> required) {
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (Edge edge : dependencies()) {
            CompletableFuture<Void> one = edge.required() ? required.apply(edge.cell()) : edge.cell().calls().settled();
            all = all.thenCombineAsync(one, (a, b) -> null, cell.surroundings().control());
        }
        return all;
    }

    private CompletableFuture<Void> confirm(ActorCell dependency, Operation operation) {
        Operation last = dependency.calls().last();
        if (dependency.calls().isUpForGood()) {
            return CompletableFuture.completedFuture(null);
        }
        if (last == null) {
            return CompletableFuture.failedFuture(new NotStarted(cell, dependency, dependency.absence()));
        }
        if (last instanceof StartOperation start) {
            start.claim(operation);
        }
        return last.done().exceptionally(failure -> null);
    }

    private CompletableFuture<Void> require(ActorCell dependency, Operation operation) {
        RestartOperation restart = dependency.calls().restart();
        CompletableFuture<Void> started;
        if (restart != null) {
            started = restart.done();
        } else if (dependency.calls().isUpForGood()) {
            started = CompletableFuture.completedFuture(null);
        } else {
            started = dependency.start(false, true, operation).done();
        }
        return started.exceptionally(failure -> {
            throw new NotStarted(cell, dependency, Operation.unwrap(failure));
        });
    }

    /** Whether those that require this actor were told that it is down. */
    boolean isDown() {
        return down;
    }

    /** Tells those that require this actor whether it is down. */
    void setDown(boolean isDown) {
        if (down != isDown && !cell.isLeaving()) { // those that need it leave with it
            down = isDown;
            requiredDependents().forEach(dependent -> dependent.dependencyDown(cell.name(), isDown));
        }
    }
}
