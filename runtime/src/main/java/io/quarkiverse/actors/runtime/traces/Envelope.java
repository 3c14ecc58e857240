package io.quarkiverse.actors.runtime.traces;

import java.util.List;

import io.opentelemetry.api.trace.SpanContext;
import io.quarkiverse.actors.Keyed;
import io.quarkiverse.actors.TaskResult;

/**
 * An item on its way from one task to another.
 *
 * @param item the item
 * @param producer the span in which it was emitted
 */
record Envelope(Object item, SpanContext producer) {

    /** An item, or a {@code Keyed} one, out of its envelope. */
    static Object bare(Object item) {
        if (item instanceof Envelope envelope) {
            return envelope.item;
        }
        return item instanceof Keyed<?, ?> keyed && keyed.item() instanceof Envelope envelope
                ? new Keyed<>(keyed.key(), envelope.item)
                : item;
    }

    /** What an iteration is given: an item or a batch of them. */
    static Object bareArgument(Object argument) {
        return argument instanceof List<?> batch ? batch.stream().map(Envelope::bare).toList() : bare(argument);
    }

    /** The span in which an item, or a {@code Keyed} one, was emitted. */
    static SpanContext producer(Object item) {
        Object inner = item instanceof Keyed<?, ?> keyed ? keyed.item() : item;
        return inner instanceof Envelope envelope ? envelope.producer : SpanContext.getInvalid();
    }

    /** Puts what an iteration has returned into an envelope, if it emits something. */
    static Object enclose(Object result, TaskSpans.Emission emission) {
        if (result instanceof TaskResult.Emit<?> emit) {
            return TaskResult.emit(new Envelope(emit.value(), emission.producer()));
        }
        if (result instanceof TaskResult.Success<?> success && success.last() != null) {
            return TaskResult.success(new Envelope(success.last(), emission.producer()));
        }
        return result == null || result instanceof TaskResult<?> ? result : new Envelope(result, emission.producer());
    }
}
