package io.quarkiverse.actors.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Watches a stream and hands its items to a test one after the other, in order. Nothing is lost: what has not been taken is
 * kept. Of one test thread.
 *
 * @param <T> the type of the items
 */
public final class StreamProbe<T> implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** An item, or with null the end. */
    private record Signal<T>(T item, Throwable failure) {
    }

    private final BlockingQueue<Signal<T>> signals = new LinkedBlockingQueue<>();
    private final Cancellable subscription;
    private Signal<T> end;

    private StreamProbe(Multi<? extends T> stream) {
        subscription = stream.subscribe().with(item -> signals.add(new Signal<>(item, null)),
                failure -> signals.add(new Signal<>(null, failure)), () -> signals.add(new Signal<>(null, null)));
    }

    /**
     * Subscribes to a stream.
     *
     * @param <T> the type of the items
     * @param stream one that was injected with {@code @ActorStream}, or any other
     * @return the probe, which has missed nothing that is emitted after the call
     */
    public static <T> StreamProbe<T> of(Multi<? extends T> stream) {
        return new StreamProbe<>(stream);
    }

    /**
     * Takes the next item, for which it waits up to ten seconds of the system's time.
     *
     * @return the item
     * @throws AssertionError if none came, or the stream has ended
     */
    public T next() {
        Signal<T> signal = take("an item");
        if (signal == end) {
            throw new AssertionError("The stream " + description(end) + " instead of emitting another item", end.failure());
        }
        return signal.item();
    }

    /**
     * Takes the next items; see {@link #next()}.
     *
     * @param count how many
     * @return the items, in order
     * @throws AssertionError if fewer came
     */
    public List<T> next(int count) {
        List<T> items = new ArrayList<>(count);
        while (items.size() < count) {
            items.add(next());
        }
        return items;
    }

    /**
     * Takes whatever comes until the stream has completed, for which it waits up to ten seconds of the system's time for each
     * item.
     *
     * @return the items that were not taken before
     * @throws AssertionError if the stream did not complete, or has failed
     */
    public List<T> awaitCompletion() {
        List<T> items = new ArrayList<>();
        for (Signal<T> signal = take("completion"); signal != end; signal = take("completion")) {
            items.add(signal.item());
        }
        if (end.failure() != null) {
            throw new AssertionError("The stream " + description(end) + " instead of completing", end.failure());
        }
        return items;
    }

    /**
     * Takes what has come and was not taken yet, without waiting.
     *
     * @return the items; empty if there are none
     */
    public List<T> poll() {
        List<T> items = new ArrayList<>();
        for (Signal<T> signal = signals.peek(); signal != null && signal.item() != null; signal = signals.peek()) {
            items.add(signals.remove().item());
        }
        return items;
    }

    /** Watches the stream no more; what has come can still be taken. */
    @Override
    public void close() {
        subscription.cancel();
    }

    private Signal<T> take(String awaited) {
        if (end != null) {
            return end;
        }
        Signal<T> signal;
        try {
            signal = signals.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while it waited for " + awaited + " of the stream", interrupt);
        }
        if (signal == null) {
            throw new AssertionError("The stream was silent for " + LIMIT.toSeconds() + "s instead of "
                    + ("completion".equals(awaited) ? "completing" : "emitting another item"));
        }
        if (signal.item() == null) {
            end = signal;
        }
        return signal;
    }

    private static String description(Signal<?> end) {
        return end.failure() == null ? "has completed" : "has failed with " + end.failure();
    }
}
