package io.quarkiverse.actors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.actors.runtime.turn.Isolation;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.spi.context.storage.AccessMode;
import io.vertx.core.spi.context.storage.ContextLocal;

class VertxContextsTest {

    /** Has to be registered before there is a Vert.x. */
    private static final ContextLocal<String> LOCAL = ContextLocal.registerLocal(String.class);

    private final Vertx vertx = Vertx.vertx();
    private final ContextInternal root = (ContextInternal) vertx.getOrCreateContext();
    private final ContextInternal first = VertxContexts.fresh(root);
    private final VertxContexts contexts = new VertxContexts();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aContextIntoWhichNothingWasPutServesAgain() {
        assertThat(after(() -> null)).isSameAs(first);
        assertThat(after(() -> first.getLocal("key"))).isSameAs(first);
        assertThat(after(() -> first.getLocal(LOCAL, AccessMode.CONCURRENT))).isSameAs(first);
    }

    @Test
    void aContextIntoWhichSomethingWasPutDoesNot() {
        ContextInternal second = after(() -> {
            first.putLocal("key", "value");
            return null;
        });

        assertThat(second).isNotSameAs(first);
        assertThat((Object) second.getLocal("key")).isNull();
        assertThat(VertxContextSafetyToggle.isExplicitlyMarkedAsSafe(second)).isTrue();
        assertThat(second.nettyEventLoop()).isSameAs(first.nettyEventLoop());
    }

    @Test
    void norDoesOneWithAContextLocal() {
        ContextInternal second = after(() -> {
            first.putLocal(LOCAL, AccessMode.CONCURRENT, "value");
            return null;
        });

        assertThat(second).isNotSameAs(first);
        assertThat(second.getLocal(LOCAL, AccessMode.CONCURRENT)).isNull();
    }

    @Test
    void whatTakesItsContextAlongLeavesAnother() {
        dispatch(first, () -> {
            contexts.isolate().renew();
            assertThat(ContextInternal.current()).isNotSameAs(first)
                    .satisfies(second -> assertThat(second.isDuplicate()).isTrue());
        });
    }

    @Test
    void runsWithTheContextOfTheCaller() {
        Executor[] callers = new Executor[1];
        ContextInternal after = after(
                () -> callers[0] = contexts.withCallers(action -> dispatch(VertxContexts.fresh(root), action)));
        ContextInternal[] seen = new ContextInternal[1];
        callers[0].execute(() -> seen[0] = ContextInternal.current());

        assertThat(seen).containsExactly(first);
        assertThat(after).as("it is needed again, so it serves no other work").isNotSameAs(first);
        assertThat(ContextInternal.current()).isNull();
    }

    @Test
    void aCallerWithoutAContextOfItsOwnLeavesNoTrace() {
        Executor executor = Runnable::run;

        assertThat(contexts.withCallers(executor)).isSameAs(executor);
        dispatch(root, () -> assertThat(contexts.withCallers(executor)).isSameAs(executor));
    }

    /** The context that is there after a work. */
    private ContextInternal after(Supplier<?> work) {
        ContextInternal[] next = new ContextInternal[1];
        dispatch(first, () -> {
            Isolation isolation = contexts.isolate();
            work.get();
            isolation.renewIfUsed();
            next[0] = ContextInternal.current();
        });
        return next[0];
    }

    private static void dispatch(ContextInternal context, Runnable action) {
        ContextInternal around = context.beginDispatch();
        try {
            action.run();
        } finally {
            context.endDispatch(around);
        }
    }
}
