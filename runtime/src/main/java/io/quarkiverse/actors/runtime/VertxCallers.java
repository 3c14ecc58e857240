package io.quarkiverse.actors.runtime;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.quarkus.vertx.core.runtime.VertxMDC;
import io.smallrye.context.SmallRyeThreadContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/** What a caller has around it: where it goes on, and what others see who do something for it. */
final class VertxCallers {

    private VertxCallers() {
    }

    /** Goes on in the caller's context, on its event loop if that is where it calls, else on the threads of the executor. */
    static Executor goOn(ContextInternal caller, Executor executor) {
        if (!caller.nettyEventLoop().inEventLoop()) {
            return action -> executor.execute(() -> dispatch(caller, action));
        }
        return action -> {
            if (caller.nettyEventLoop().inEventLoop()) {
                dispatch(caller, action);
            } else {
                caller.runOnContext(ignored -> action.run());
            }
        };
    }

    private static void dispatch(ContextInternal caller, Runnable action) {
        ContextInternal around = caller.beginDispatch();
        try {
            action.run();
        } finally {
            caller.endDispatch(around);
        }
    }

    /**
     * Context Propagation knows of the request, the security identity and the trace. The logging context is copied, since
     * the caller may change it meanwhile.
     */
    static <A, R> Function<A, R> carry(Function<A, R> function) {
        Function<A, R> contextual = SmallRyeThreadContext.getCurrentThreadContextOrDefaultContexts()
                .contextualFunction(function);
        Map<String, Object> mdc = mdc();
        return mdc == null ? contextual : argument -> {
            VertxMDC.INSTANCE.putAll(mdc, Vertx.currentContext());
            return contextual.apply(argument);
        };
    }

    /**
     * A copy of the logging context; null if it is empty. Asking the MDC itself would put an empty one into the Vert.x context.
     */
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
}
