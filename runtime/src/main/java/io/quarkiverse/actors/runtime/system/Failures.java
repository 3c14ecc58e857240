package io.quarkiverse.actors.runtime.system;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** What becomes of failures where several calls are one. */
final class Failures {

    private Failures() {
    }

    /** Completes when all have; fails with the first failure in the order of the calls, to which the others are added. */
    static CompletableFuture<Void> settle(List<CompletableFuture<Void>> calls) {
        return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).handle((ignored, failure) -> {
            List<Throwable> failures = calls.stream().filter(CompletableFuture::isCompletedExceptionally)
                    .map(Failures::failure).distinct().toList();
            if (failures.isEmpty()) {
                return null;
            }
            failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
            throw new CompletionException(failures.get(0));
        });
    }

    private static Throwable failure(CompletableFuture<Void> failed) {
        return failed.handle((ignored, failure) -> unwrap(failure)).join();
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
