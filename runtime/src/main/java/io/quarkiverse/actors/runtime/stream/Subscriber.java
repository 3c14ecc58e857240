package io.quarkiverse.actors.runtime.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jctools.queues.MpmcArrayQueue;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Somebody outside of the actors who watches a stream: has a bounded buffer, loses its oldest items when it is slow, and is
 * served on a thread of its own.
 */
final class Subscriber implements Flow.Subscription {

    static final int BUFFER = 256;

    private final ItemStream stream;
    private final MultiSubscriber<Object> downstream;
    private final Executor executor;
    private final MpmcArrayQueue<Object> buffer = new MpmcArrayQueue<>(BUFFER);
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger drains = new AtomicInteger();
    /** Nothing more comes; what is buffered is still delivered. */
    private volatile boolean over;
    private volatile boolean cancelled;

    private Subscriber(ItemStream stream, MultiSubscriber<Object> downstream, Executor executor) {
        this.stream = stream;
        this.downstream = downstream;
        this.executor = executor;
    }

    /**
     * A stream as seen from outside.
     *
     * @param stream the stream
     * @param executor runs the subscribers, each one thing at a time
     * @return what is emitted from the subscription on, completing with the stream
     */
    static Multi<Object> watch(ItemStream stream, Executor executor) {
        return new AbstractMulti<>() {
            @Override
            public void subscribe(MultiSubscriber<? super Object> subscriber) {
                @SuppressWarnings("unchecked")
                Subscriber added = new Subscriber(stream, (MultiSubscriber<Object>) subscriber, executor);
                stream.add(added);
                subscriber.onSubscribe(added);
                if (stream.isOver()) {
                    added.finish();
                }
            }
        };
    }

    /** Gives an item to the subscriber, in place of its oldest if it has no room. Producer. */
    void offer(Object item) {
        while (!over && !buffer.offer(item)) {
            buffer.poll();
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            cancel();
            executor.execute(() -> downstream.onFailure(Subscriptions.getInvalidRequestException()));
            return;
        }
        Subscriptions.add(requested, n);
        drain();
    }

    @Override
    public void cancel() {
        cancelled = true;
        stream.remove(this);
        buffer.clear();
    }

    /** Completes the subscriber once it has seen what is buffered. Any thread. */
    void finish() {
        over = true;
        drain();
    }

    /** Delivers what is buffered as far as it was asked for. Any thread; returns at once. */
    void drain() {
        if (drains.getAndIncrement() == 0) {
            executor.execute(this::deliver);
        }
    }

    private void deliver() {
        int seen = drains.get();
        for (;;) {
            boolean nothingMore = over;
            long asked = requested.get();
            long delivered = 0;
            Object item = null;
            while (!cancelled && delivered < asked && (item = buffer.poll()) != null) {
                downstream.onItem(item);
                delivered++;
            }
            Subscriptions.subtract(requested, delivered);
            if (!cancelled && nothingMore && buffer.isEmpty()) {
                cancel();
                downstream.onCompletion();
            }
            seen = drains.addAndGet(-seen);
            if (seen == 0) {
                return;
            }
        }
    }
}
