package io.quarkiverse.actors.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.SharedTimers;
import io.quarkiverse.actors.runtime.turn.Timers;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * The threads and timers of Quarkus as the actors use them.
 * <p>
 * Whatever runs, on a worker or on an event loop, sees a duplicated Vert.x context of its own that is marked safe; nothing of
 * the context of whoever made it run gets there.
 */
/*
 * The control thread and the timers are an event loop's. A worker would not do: actors that block may hold all of them, just
 * when a stop has to interrupt them. It is the last loop, since turns begin with the first.
 */
final class VertxPlatform {

    private final List<ContextInternal> loops = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    private VertxPlatform(Vertx vertx) {
        VertxInternal internal = (VertxInternal) vertx;
        ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
        for (EventExecutor loop : internal.getEventLoopGroup()) {
            loops.add(internal.createEventLoopContext((EventLoop) loop, null, classLoader));
        }
    }

    /**
     * The platform of an application.
     *
     * @param vertx the instance of Vert.x
     * @param executor the worker pool
     * @param virtual whether there are virtual threads
     * @param contexts what is around the threads
     * @return the platform
     */
    static Platform of(Vertx vertx, Executor executor, boolean virtual, Contexts contexts) {
        VertxPlatform platform = new VertxPlatform(vertx);
        EventLoop control = platform.loops.get(platform.loops.size() - 1).nettyEventLoop();
        return new Platform(platform.threads(executor),
                virtual ? platform.threads(action -> VirtualThreadsRecorder.getCurrent().execute(action)) : null,
                platform.loops.stream().map(platform::loop).toList(), control, timers(control), Clock.systemUTC(),
                System::nanoTime, Runtime.getRuntime().availableProcessors(), contexts,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** The executors of Quarkus carry the context of whoever calls them over to the thread. */
    private Executor threads(Executor executor) {
        return action -> {
            ContextInternal fresh = VertxContexts.fresh(loops.get(Math.floorMod(next.getAndIncrement(), loops.size())));
            ContextInternal callers = fresh.beginDispatch();
            try {
                executor.execute(action);
            } finally {
                fresh.endDispatch(callers);
            }
        };
    }

    private Executor loop(ContextInternal loop) {
        return action -> VertxContexts.fresh(loop).runOnContext(ignored -> action.run());
    }

    /** Not those of {@code Vertx}: they last one millisecond at least, and keep the context of whoever sets them. */
    private static Timers timers(EventLoop loop) {
        return new SharedTimers((Duration delay, Runnable action) -> {
            Future<?> timer = loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        }, System::nanoTime);
    }
}
