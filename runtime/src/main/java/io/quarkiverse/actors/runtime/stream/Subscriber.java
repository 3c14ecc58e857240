package io.quarkiverse.actors.runtime.stream;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
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
/*
 * Whoever has something to deliver adds to a counter; who takes it away from zero hands a round of deliveries to the executor.
 * A round ends after a bufferful, so that a subscriber of a busy stream does not keep a thread to itself. The counter begins
 * at one, for the subscription itself: nothing is signalled before that.
 */
final class Subscriber implements Flow.Subscription, Tap {

    static final int BUFFER = 256;

    private final ItemStream stream;
    private final MultiSubscriber<Object> downstream;
    private final Executor executor;
    private final MpmcArrayQueue<Object> buffer = new MpmcArrayQueue<>(BUFFER);
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger drains = new AtomicInteger(1);
    /** Nothing more comes; what is buffered is still delivered. */
    private volatile boolean over;
    private volatile Throwable misuse;
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
            @SuppressWarnings("unchecked")
            public void subscribe(MultiSubscriber<? super Object> subscriber) {
                new Subscriber(stream, (MultiSubscriber<Object>) subscriber, executor).begin();
            }
        };
    }

    private void begin() {
        stream.taps().add(this);
        downstream.onSubscribe(this);
        ended();
        if (drains.decrementAndGet() > 0) {
            execute();
        }
    }

    @Override
    public void offer(Object item) {
        while (!over && !buffer.offer(item)) {
            if (buffer.poll() != null) {
                stream.taps().countLost();
            }
        }
    }

    @Override
    public void flush() {
        drain();
    }

    @Override
    public void ended() {
        if (stream.isOver()) {
            over = true;
            stream.taps().remove(this);
            drain();
        }
    }

    @Override
    public void request(long n) {
        if (n > 0) {
            Subscriptions.add(requested, n);
        } else {
            misuse = new IllegalArgumentException(
                    "A subscriber of " + stream.name() + " made a non-positive subscription request: " + n);
        }
        drain();
    }

    @Override
    public void cancel() {
        cancelled = true;
        stream.taps().remove(this);
        buffer.clear();
    }

    private void drain() {
        if (drains.getAndIncrement() == 0) {
            execute();
        }
    }

    private void execute() {
        try {
            executor.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            cancel(); // the application ends, and its threads with it
        }
    }

    private void deliver() {
        int seen = drains.get();
        boolean more = false;
        try {
            more = deliverSome();
        } catch (Throwable failure) {
            cancel();
            LOG.subscriberFailed(failure, stream.name());
        }
        if (drains.addAndGet(more ? 0 : -seen) != 0) {
            execute();
        }
    }

    /** Delivers what is buffered as far as it was asked for; returns whether there may be more. */
    private boolean deliverSome() {
        boolean nothingMore = over;
        long asked = Math.min(requested.get(), BUFFER);
        long delivered = 0;
        Object item = null;
        while (!cancelled && misuse == null && delivered < asked && (item = buffer.poll()) != null) {
            downstream.onItem(item);
            delivered++;
        }
        Subscriptions.subtract(requested, delivered);
        if (!cancelled && misuse != null) {
            cancel();
            downstream.onFailure(misuse);
        } else if (!cancelled && nothingMore && buffer.isEmpty()) {
            cancel();
            downstream.onCompletion();
        }
        return delivered == BUFFER;
    }
}
