package io.quarkiverse.actors.runtime.traces;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkiverse.actors.TaskResult;

/**
 * Begins and ends spans.
 *
 * @param tracer the tracer of the actors
 */
record Spans(Tracer tracer) {

    private static final AttributeKey<String> ACTOR = AttributeKey.stringKey("actor.name");

    /** A span of something that an actor does, such as {@code FileHead#lines}; a child of the current one. */
    SpanBuilder span(String actor, String what, SpanKind kind) {
        return tracer.spanBuilder(actor + "#" + what).setSpanKind(kind).setAttribute(ACTOR, actor);
    }

    static void end(Span span, Object result) {
        if (result instanceof TaskResult.Failure<?> failure) {
            fail(span, failure.cause());
        } else {
            span.end();
        }
    }

    static void fail(Span span, Throwable failure) {
        span.recordException(failure);
        span.setStatus(StatusCode.ERROR);
        span.end();
    }

    static void cancel(Span span) {
        span.addEvent("cancelled");
        span.end();
    }
}
