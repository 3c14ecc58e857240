package io.quarkiverse.actors.runtime;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.Isolation;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * Duplicated Vert.x contexts around the threads: request scopes, the MDC and traces are all kept in there, so none of them gets
 * from one work to the next.
 */
final class VertxContexts implements Contexts {

    /** Put into a context that is used again later, so that it counts as used. */
    private static final Object HELD = new Object();

    /**
     * A context of its own, marked safe.
     *
     * @param context any context of an event loop, duplicated or not
     * @return a new duplicate of it
     */
    static ContextInternal fresh(ContextInternal context) {
        ContextInternal fresh = (ContextInternal) VertxContext.createNewDuplicatedContext(context);
        VertxContextSafetyToggle.setContextSafe(fresh, true);
        return fresh;
    }

    @Override
    public Object place() {
        return ContextInternal.current();
    }

    @Override
    public Isolation isolate() {
        return new Duplicates(ContextInternal.current());
    }

    @Override
    public Executor withCallers(Executor executor) {
        if (!(Vertx.currentContext() instanceof ContextInternal callers) || !callers.isDuplicate()) {
            return executor;
        }
        callers.putLocal(HELD, true);
        return VertxCallers.goOn(callers, executor);
    }

    @Override
    public <A, R> Function<A, R> carryCallers(Function<A, R> function, String receiver, Kind kind) {
        return VertxCallers.carry(function);
    }

    /** What one thread has around it, one context after another; whoever has lent the thread takes the last one away. */
    private static final class Duplicates implements Isolation {

        private ContextInternal current;
        /** All locals of Vert.x, one slot each; null if this version of Vert.x keeps them otherwise. */
        private AtomicReferenceArray<?> locals;
        /** The locals by key, which are a slot of the others. */
        private Map<Object, Object> byKey;
        private int size;

        Duplicates(ContextInternal fresh) {
            enter(fresh);
        }

        private void enter(ContextInternal fresh) {
            current = fresh;
            Object slots = fresh;
            locals = slots instanceof AtomicReferenceArray<?> array ? array : null;
            byKey = fresh.localContextData();
            size = byKey.size();
        }

        @Override
        public Object place() {
            return current;
        }

        @Override
        public void renewIfUsed() {
            if (isUsed()) {
                renew();
            }
        }

        /** A few reads, since it is asked for every iteration; a context that is new has the mark of safety only. */
        private boolean isUsed() {
            if (locals == null || byKey.size() != size) {
                return true;
            }
            for (int i = 0; i < locals.length(); i++) {
                Object local = locals.get(i);
                if (local != null && local != byKey) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void renew() {
            enter(fresh(current));
            current.beginDispatch();
        }
    }
}
