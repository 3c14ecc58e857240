package io.quarkiverse.actors.runtime.traces;

import java.util.List;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;

/**
 * The spans of one task.
 *
 * @param spans begins them
 * @param actor the name of the actor
 * @param task the name of the task
 */
record TaskSpans(Spans spans, String actor, String task) {

    private static final AttributeKey<String> TASK = AttributeKey.stringKey("actor.task");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("actor.batch.size");

    /** Where an item comes from. */
    interface Emission {

        /** The span in which it is emitted; asked for only if there is an item. */
        SpanContext producer();
    }

    /**
     * Begins the span of an iteration. It is a child of the span in which its item was emitted, as well as linked to it; of a
     * batch the items may belong to many traces, so that there are only links.
     */
    Span consume(Object argument) {
        SpanBuilder span = spans.span(actor, task, SpanKind.CONSUMER).setAttribute(TASK, task);
        if (argument instanceof List<?> batch) {
            span.setNoParent().setAttribute(BATCH, (long) batch.size());
            batch.forEach(item -> link(span, Envelope.producer(item)));
        } else {
            SpanContext producer = Envelope.producer(argument);
            span.setParent(Context.root().with(Span.wrap(producer)));
            link(span, producer);
        }
        return span.startSpan();
    }

    private static void link(SpanBuilder span, SpanContext producer) {
        if (producer.isValid()) {
            span.addLink(producer);
        }
    }

    /** Where an item is emitted that no item has led to: in the current span, else in one that is there for that only. */
    SpanContext produce() {
        SpanContext current = Span.current().getSpanContext();
        if (current.isValid()) {
            return current;
        }
        Span span = spans.span(actor, task, SpanKind.PRODUCER).setAttribute(TASK, task).startSpan();
        span.end();
        return span.getSpanContext();
    }
}
