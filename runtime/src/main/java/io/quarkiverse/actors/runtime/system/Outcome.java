package io.quarkiverse.actors.runtime.system;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import io.smallrye.mutiny.Uni;

/** The outcome of a call that has been made: replayed to every subscriber, on an event loop. */
final class Outcome {

    private Outcome() {
    }

    /**
     * Makes the outcome of a call visible to users.
     *
     * @param call completes on the control thread
     * @param loop completes what users see: workers may all be held by actors, just when one is told to stop
     * @param ownTurn whether the calling thread would wait for itself
     * @param what the call, for the message
     */
    static Uni<Void> of(CompletableFuture<Void> call, Executor loop, BooleanSupplier ownTurn, String what) {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        call.whenComplete((ignored, failure) -> loop.execute(() -> {
            if (failure == null) {
                outcome.complete(null);
            } else {
                outcome.completeExceptionally(failure);
            }
        }));
        return Uni.createFrom().deferred(() -> {
            if (!outcome.isDone() && ownTurn.getAsBoolean()) {
                return Uni.createFrom().failure(new IllegalStateException(
                        what + " is awaited in the actor's own turn, which would wait for itself: do not subscribe there"));
            }
            return Uni.createFrom().completionStage(outcome.copy());
        });
    }
}
