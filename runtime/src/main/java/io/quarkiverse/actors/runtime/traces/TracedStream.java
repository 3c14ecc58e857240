package io.quarkiverse.actors.runtime.traces;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.AbstractMultiOperator;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * The call of a task that returns a {@code Multi}. The span of an item that it consumes lasts as long as the item is being
 * handed over, and what it emits meanwhile is emitted in it.
 *
 * @param call calls the method
 * @param spans the spans of the task
 * @param encloses whether what is emitted is consumed
 */
record TracedStream(MethodCall call, TaskSpans spans, boolean encloses) implements MethodCall {

    @Override
    public Object call(Object instance, Object[] arguments) throws Throwable {
        Object[] given = arguments.length == 0 ? arguments
                : new Object[] { new Each((Multi<?>) arguments[0], this::consume) };
        Object returned = call.call(instance, given);
        return encloses && returned instanceof Multi<?> items ? new Each(items, this::produce) : returned;
    }

    private void consume(Object item, Consumer<Object> downstream) {
        Span span = spans.consume(item);
        Scope scope = span.makeCurrent();
        try {
            downstream.accept(Envelope.bare(item));
            span.end();
        } catch (Throwable failure) {
            Spans.fail(span, failure);
            throw failure;
        } finally {
            scope.close();
        }
    }

    private void produce(Object item, Consumer<Object> downstream) {
        downstream.accept(new Envelope(item, spans.produce()));
    }

    /** Passes each item on in a way of its own. */
    private static final class Each extends AbstractMultiOperator<Object, Object> {

        private final BiConsumer<Object, Consumer<Object>> way;

        Each(Multi<?> upstream, BiConsumer<Object, Consumer<Object>> way) {
            super(upstream);
            this.way = way;
        }

        @Override
        public void subscribe(MultiSubscriber<? super Object> subscriber) {
            upstream.subscribe().withSubscriber(new MultiOperatorProcessor<Object, Object>(subscriber) {
                @Override
                public void onItem(Object item) {
                    way.accept(item, super::onItem);
                }
            });
        }
    }
}
