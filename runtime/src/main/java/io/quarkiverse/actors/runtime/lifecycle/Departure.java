package io.quarkiverse.actors.runtime.lifecycle;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.stream.Confluence;
import io.quarkiverse.actors.runtime.task.Task;

/** How an instance of a keyed actor goes for good: from the decision to stop it until nothing of it is left. Control thread. */
final class Departure {

    private final ActorCell cell;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    /** The decision. */
    Departure(ActorCell cell) {
        this.cell = cell;
        cell.node().leaving(cell);
    }

    /** The stop is over: what consumes from the instance is told, its bean is destroyed. */
    CompletableFuture<Void> begin() {
        Map<String, Confluence> confluences = cell.node().confluences();
        for (Task task : cell.tasks()) {
            if (task.output() != null) {
                confluences.get(task.name()).remove(task.output());
            }
        }
        cell.instance().discard().thenRun(() -> {
            cell.node().gone(cell, cell.state() != ActorState.CRASHED);
            gone.complete(null);
        });
        return gone;
    }

    /** Completes when nothing is left. */
    CompletableFuture<Void> gone() {
        return gone;
    }
}
