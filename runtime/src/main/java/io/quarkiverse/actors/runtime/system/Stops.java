package io.quarkiverse.actors.runtime.system;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.lifecycle.StopGroup;
import io.quarkiverse.actors.runtime.lifecycle.Surroundings;

/**
 * Stops of several actors. An explicit one asks the guards concerned while everything goes on, so that one that says no has
 * changed nothing; which actors are concerned is looked at anew when they have answered. Control thread.
 */
final class Stops {

    private final Surroundings surroundings;

    Stops(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Stops actors together; no guards are asked. */
    CompletableFuture<Void> stop(Supplier<Collection<ActorCell>> which) {
        return new StopGroup(which.get(), surroundings).begin();
    }

    /** Stops actors together once all their guards have said yes. */
    CompletableFuture<Void> ask(Supplier<Collection<ActorCell>> which) {
        return ask(which, new HashSet<>());
    }

    private CompletableFuture<Void> ask(Supplier<Collection<ActorCell>> which, Set<ActorCell> asked) {
        Map<ActorCell, CompletableFuture<Void>> answers = new LinkedHashMap<>();
        for (ActorCell cell : which.get()) {
            if (asked.add(cell) && cell.state() != ActorState.STOPPED) {
                answers.put(cell, cell.askGuards(Trigger.STOP));
            }
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new));
        return all.isDone() && !all.isCompletedExceptionally() ? stop(which)
                : within(all, answers).thenCompose(ignored -> ask(which, asked));
    }

    private CompletableFuture<Void> within(CompletableFuture<Void> all, Map<ActorCell, CompletableFuture<Void>> answers) {
        Duration limit = surroundings.settings().shutdownTimeout();
        var timer = surroundings.timers().after(limit, () -> surroundings.control().execute(
                () -> answers.forEach((cell, answer) -> answer.completeExceptionally(new ActorException(
                        "The guards of %s did not answer within %ds: held by %s".formatted(cell.name(), limit.toSeconds(),
                                cell.turnHolder()))))));
        return all.whenComplete((ignored, no) -> timer.cancel());
    }
}
