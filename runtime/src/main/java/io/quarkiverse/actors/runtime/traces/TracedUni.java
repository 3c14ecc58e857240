package io.quarkiverse.actors.runtime.traces;

import java.util.function.UnaryOperator;

import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.operators.UniOperator;
import io.smallrye.mutiny.operators.uni.UniOperatorProcessor;
import io.smallrye.mutiny.subscription.UniSubscriber;

/** An outcome that ends a span when it comes. */
/*
 * An operator of its own: those of Mutiny would capture the contexts of where they are made, and put them around what comes.
 */
final class TracedUni extends UniOperator<Object, Object> {

    private final Span span;
    private final UnaryOperator<Object> mapper;

    /**
     * @param mapper gets the item, which may be null
     */
    TracedUni(Uni<?> upstream, Span span, UnaryOperator<Object> mapper) {
        super(upstream);
        this.span = span;
        this.mapper = mapper;
    }

    @Override
    public void subscribe(UniSubscriber<? super Object> subscriber) {
        AbstractUni.subscribe(upstream(), new UniOperatorProcessor<Object, Object>(subscriber) {
            @Override
            public void onItem(Object item) {
                if (!isCancelled()) {
                    Spans.end(span, item);
                    super.onItem(mapper.apply(item));
                }
            }

            @Override
            public void onFailure(Throwable failure) {
                if (!isCancelled()) {
                    Spans.fail(span, failure);
                }
                super.onFailure(failure);
            }

            @Override
            public void cancel() {
                if (!isCancelled()) {
                    Spans.cancel(span);
                }
                super.cancel();
            }
        });
    }
}
