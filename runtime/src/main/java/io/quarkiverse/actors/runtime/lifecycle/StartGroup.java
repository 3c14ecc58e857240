package io.quarkiverse.actors.runtime.lifecycle;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.TaskModel;

/**
 * Actors that are told to start together. Each starts as soon as it can, with one exception: no producer begins before those of
 * the others that consume from it have joined, or have turned out not to start, for instance because a guard said no.
 */
public final class StartGroup {

    private StartGroup() {
    }

    /**
     * Starts actors. One that is paused counts as started.
     *
     * @param cells the actors
     * @param explicit whether a user asked for it
     * @return completes when each is started, in the order of the actors
     */
    public static List<CompletableFuture<Void>> start(Collection<ActorCell> cells, boolean explicit) {
        Map<String, StartOperation> starts = new LinkedHashMap<>();
        cells.forEach(cell -> starts.put(cell.name(), cell.start(explicit, true, null)));
        for (ActorCell consumer : cells) {
            for (TaskModel task : consumer.model().tasks()) {
                for (InputModel input : task.inputs()) {
                    StartOperation producer = starts.get(input.actor());
                    if (producer != null) {
                        producer.awaitConsumer(starts.get(consumer.name()));
                    }
                }
            }
        }
        return starts.values().stream().map(Operation::done).toList();
    }
}
