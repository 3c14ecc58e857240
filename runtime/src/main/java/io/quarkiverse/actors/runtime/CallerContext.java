package io.quarkiverse.actors.runtime;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.quarkiverse.actors.runtime.message.Propagation;
import io.quarkus.vertx.core.runtime.VertxMDC;
import io.smallrye.context.SmallRyeThreadContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * Lets messages see the contexts of their sender.
 * <p>
 * What Context Propagation knows of (request with security identity, trace) goes along with the function, and the logging
 * context
 * (MDC) is copied, since it is the sender's to change meanwhile. The reply goes on in the Vert.x context of the sender.
 */
final class CallerContext implements Propagation {

    @Override
    public <A, R> Function<A, R> over(Function<A, R> function) {
        Function<A, R> contextual = SmallRyeThreadContext.getCurrentThreadContextOrDefaultContexts()
                .contextualFunction(function);
        Map<String, Object> mdc = mdc();
        return mdc == null ? contextual : argument -> {
            VertxMDC.INSTANCE.putAll(mdc, Vertx.currentContext());
            return contextual.apply(argument);
        };
    }

    /** A copy of the logging context; null if it is empty, which leaves no trace in the Vert.x context. */
    private static Map<String, Object> mdc() {
        Context context = Vertx.currentContext();
        boolean empty;
        if (context == null) {
            empty = VertxMDC.INSTANCE.isEmpty();
        } else {
            Map<?, ?> locals = ((ContextInternal) context).getLocal(ContextInternal.LOCAL_MAP);
            empty = locals == null || !(locals.get(VertxMDC.class.getName()) instanceof Map<?, ?> map) || map.isEmpty();
        }
        return empty ? null : VertxMDC.INSTANCE.copyObject();
    }

    /** Who calls on an event loop goes on there; others go on where the reply comes. */
    @Override
    public Executor back() {
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        if (context == null || !context.isDuplicate()) {
            return null;
        }
        boolean onLoop = context.nettyEventLoop().inEventLoop();
        return action -> {
            if (!onLoop || context.nettyEventLoop().inEventLoop()) {
                dispatch(context, action);
            } else {
                context.runOnContext(ignored -> action.run());
            }
        };
    }

    private static void dispatch(ContextInternal context, Runnable action) {
        ContextInternal lane = context.beginDispatch();
        try {
            action.run();
        } finally {
            context.endDispatch(lane);
        }
    }
}
