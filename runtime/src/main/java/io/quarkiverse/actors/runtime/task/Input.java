package io.quarkiverse.actors.runtime.task;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.stream.Inlet;
import io.quarkiverse.actors.runtime.stream.ItemStream;

/** One of the streams that a task consumes, from when it joins until it leaves: gives arguments of iterations. */
final class Input {

    /**
     * What there is to be consumed.
     *
     * @param stream the stream
     * @param model how it is consumed
     * @param batchTimeout how long the first item of a batch waits for the others; null for as long as it takes
     */
    record Source(ItemStream stream, InputModel model, Duration batchTimeout) {
    }

    final Inlet inlet;
    /** Null if an iteration takes a single item. */
    private final Batches batches;
    private final Task consumer;

    Input(Source source, Task consumer) {
        InputModel model = source.model();
        this.consumer = consumer;
        inlet = Inlet.of(source.stream(), model.buffer(), model.overflow(), this::wake,
                () -> consumer.context().listener().dropping(consumer, source.stream().name(), model.overflow()));
        batches = model.batchSize() == 0 ? null
                : new Batches(inlet, model.batchSize(), source.batchTimeout(), consumer.context(), consumer::wake);
    }

    private void wake() {
        if (batches != null) {
            batches.arrived();
        }
        consumer.wake();
    }

    /** How many arguments are ready, at most as many as may be taken before a release. */
    int ready(boolean draining) {
        return batches == null ? Math.min(inlet.available(), inlet.half()) : batches.ready(draining);
    }

    /** The next argument, an item or a batch; null if it was dropped meanwhile. */
    Object next() {
        return batches == null ? inlet.next() : batches.next();
    }

    /** How many items an argument is. */
    int items(Object argument) {
        return argument == null ? 0 : batches == null ? 1 : ((List<?>) argument).size();
    }

    /** Leaves the stream; returns how many items were emitted to this consumer and not read. */
    long leave() {
        long[] left = { 0 };
        inlet.leave(item -> left[0]++);
        if (batches != null) {
            batches.close();
        }
        return left[0];
    }
}
