package io.quarkiverse.actors.runtime.traces;

import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.Isolation;
import io.smallrye.mutiny.Uni;

/**
 * Messages run in spans, which are children of those of their senders: that much of the sender is carried over anyway.
 *
 * @param contexts carry messages over
 * @param spans begins spans
 */
record TracedContexts(Contexts contexts, Spans spans) implements Contexts {

    @Override
    public Object place() {
        return contexts.place();
    }

    @Override
    public Isolation isolate() {
        return contexts.isolate();
    }

    @Override
    public Executor withCallers(Executor executor) {
        return contexts.withCallers(executor);
    }

    @Override
    public <A, R> Function<A, R> carryCallers(Function<A, R> function, String receiver, Kind kind) {
        return contexts.carryCallers(argument -> run(function, argument, receiver, kind), receiver, kind);
    }

    @SuppressWarnings("unchecked")
    private <A, R> R run(Function<A, R> function, A argument, String receiver, Kind kind) {
        Span span = spans.span(receiver, kind == Kind.TELL ? "tell" : "ask", SpanKind.INTERNAL).startSpan();
        Scope scope = span.makeCurrent();
        R returned;
        try {
            returned = function.apply(argument);
        } catch (Throwable failure) {
            Spans.fail(span, failure);
            scope.close();
            throw failure;
        }
        if (kind == Kind.ASK_ASYNC && returned instanceof Uni<?> later) {
            // the span stays the current one of the Vert.x context, which goes on with the message and is used for nothing else
            return (R) new TracedUni(later, span, UnaryOperator.identity());
        }
        span.end();
        scope.close();
        return returned;
    }
}
