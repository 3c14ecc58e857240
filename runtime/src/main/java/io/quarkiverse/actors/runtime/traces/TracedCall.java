package io.quarkiverse.actors.runtime.traces;

import java.util.concurrent.CompletionStage;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.smallrye.mutiny.Uni;

/**
 * The call of a task that is called for each iteration.
 *
 * @param call calls the method
 * @param spans the spans of the task
 * @param async whether the outcome may be still to come
 * @param consumes whether iterations are started by items
 * @param encloses whether what is emitted is consumed
 */
record TracedCall(MethodCall call, TaskSpans spans, boolean async, boolean consumes, boolean encloses) implements MethodCall {

    @Override
    public Object call(Object instance, Object[] arguments) throws Throwable {
        return consumes ? consume(instance, arguments[0]) : produce(call.call(instance, arguments));
    }

    private Object produce(Object returned) {
        Uni<?> later = later(returned);
        return later == null ? Envelope.enclose(returned, spans::produce)
                : later.onItem().transform(item -> Envelope.enclose(item, spans::produce));
    }

    private Object consume(Object instance, Object argument) throws Throwable {
        Span span = spans.consume(argument);
        Scope scope = span.makeCurrent();
        Uni<?> later;
        try {
            Object returned = call.call(instance, new Object[] { Envelope.bareArgument(argument) });
            later = later(returned);
            if (later == null) {
                Spans.end(span, returned);
                scope.close();
                return enclose(returned, span);
            }
        } catch (Throwable failure) {
            Spans.fail(span, failure);
            scope.close();
            throw failure;
        }
        // the span stays the current one of the Vert.x context, which goes on with the iteration and is used for nothing else
        return new TracedUni(later, span, item -> enclose(item, span));
    }

    private Object enclose(Object result, Span span) {
        return encloses ? Envelope.enclose(result, span::getSpanContext) : result;
    }

    /** What is to come; null if the outcome is there. */
    private Uni<?> later(Object returned) {
        if (async && returned instanceof CompletionStage<?> stage) {
            return Uni.createFrom().completionStage(stage);
        }
        return async && returned instanceof Uni<?> uni ? uni : null;
    }
}
