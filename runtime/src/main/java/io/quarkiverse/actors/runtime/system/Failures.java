package io.quarkiverse.actors.runtime.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What becomes of failures where several calls are one. */
final class Failures {

    private Failures() {
    }

    /** Completes when all have; fails with the first failure, to which the others are added. */
    static CompletableFuture<Void> settle(List<CompletableFuture<Void>> calls) {
        List<Throwable> failures = new ArrayList<>();
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (CompletableFuture<Void> call : calls) {
            CompletableFuture<Void> tolerated = call.handle((ignored, failure) -> {
                if (failure != null) {
                    failures.add(unwrap(failure));
                }
                return null;
            });
            all = all.thenCombine(tolerated, (a, b) -> null);
        }
        return all.thenCompose(ignored -> {
            if (failures.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            Throwable first = failures.get(0);
            failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
            return CompletableFuture.failedFuture(first);
        });
    }

    /** Makes a call and passes its outcome on. */
    static void relay(Supplier<CompletableFuture<Void>> call, CompletableFuture<Void> to) {
        CompletableFuture<Void> made;
        try {
            made = call.get();
        } catch (RuntimeException failure) {
            made = CompletableFuture.failedFuture(failure);
        }
        made.whenComplete((ignored, failure) -> {
            if (failure == null) {
                to.complete(null);
            } else {
                to.completeExceptionally(unwrap(failure));
            }
        });
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
