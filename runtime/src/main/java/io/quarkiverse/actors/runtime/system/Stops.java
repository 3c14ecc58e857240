package io.quarkiverse.actors.runtime.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.lifecycle.StopGroup;
import io.quarkiverse.actors.runtime.lifecycle.Surroundings;
import io.quarkiverse.actors.runtime.stream.ItemStream;

/**
 * Stops of several actors. An explicit one asks the guards concerned while everything goes on, so that one that says no has
 * changed nothing; which actors are concerned is looked at anew when they have answered. Control thread.
 */
final class Stops {

    private final Surroundings surroundings;
    private final Function<ItemStream, ActorCell> owners;

    Stops(Surroundings surroundings, Function<ItemStream, ActorCell> owners) {
        this.surroundings = surroundings;
        this.owners = owners;
    }

    /** Stops actors together; no guards are asked. */
    CompletableFuture<Void> stop(Supplier<Collection<ActorCell>> which) {
        return new StopGroup(which.get(), surroundings, owners).begin();
    }

    /** Stops actors together once all their guards have said yes. */
    CompletableFuture<Void> ask(Supplier<Collection<ActorCell>> which) {
        return ask(which, new HashSet<>());
    }

    private CompletableFuture<Void> ask(Supplier<Collection<ActorCell>> which, Set<ActorCell> asked) {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (ActorCell cell : which.get()) {
            if (asked.add(cell) && cell.state() != ActorState.STOPPED) {
                answers.add(cell.askGuards(Trigger.STOP));
            }
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        return all.isDone() && !all.isCompletedExceptionally() ? stop(which)
                : within(all).thenCompose(ignored -> ask(which, asked));
    }

    private CompletableFuture<Void> within(CompletableFuture<Void> answers) {
        Duration limit = surroundings.settings().shutdownTimeout();
        var timer = surroundings.timers().after(limit, () -> surroundings.control().execute(() -> answers.completeExceptionally(
                new ActorException("A guard did not answer within " + limit.toSeconds() + "s"))));
        return answers.whenComplete((ignored, no) -> timer.cancel());
    }
}
