package io.quarkiverse.actors.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.jboss.threads.EnhancedQueueExecutor;

import io.netty.util.concurrent.EventExecutor;
import io.quarkiverse.actors.runtime.task.TaskContext;
import io.quarkiverse.actors.runtime.task.TaskListener;
import io.quarkiverse.actors.runtime.turn.Lanes;
import io.quarkiverse.actors.runtime.turn.Threads;
import io.quarkiverse.actors.runtime.turn.Timers;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** The threads that Quarkus would lend: its worker executor, the event loops of Vert.x, and timers of Vert.x. */
final class Surroundings implements AutoCloseable {

    private static final int PARALLELISM = Runtime.getRuntime().availableProcessors();
    private static final int MAX_BLOCKING = 20;

    private final Vertx vertx = Vertx.vertx();
    private final EnhancedQueueExecutor executor = new EnhancedQueueExecutor.Builder().setCorePoolSize(1)
            .setMaximumPoolSize(8 * PARALLELISM).setKeepAliveTime(Duration.ofSeconds(30)).build();
    private final Lanes workers = Lanes.workers(executor, MAX_BLOCKING, PARALLELISM, this::after, System::nanoTime);
    private final Lanes loops = Lanes.loops(eventLoops(), PARALLELISM, this::after, System::nanoTime);

    private List<Executor> eventLoops() {
        List<Executor> eventLoops = new ArrayList<>();
        for (EventExecutor loop : ((VertxInternal) vertx).getEventLoopGroup()) {
            eventLoops.add(loop);
        }
        return eventLoops;
    }

    private Timers.Timer after(Duration delay, Runnable action) {
        long id = vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> action.run());
        return () -> vertx.cancelTimer(id);
    }

    Turn turn() {
        return new Turn(new Threads(workers, loops, workers));
    }

    TaskContext context(String actor, TaskListener listener) {
        return new TaskContext(actor, turn(), listener, this::after, Clock.systemUTC(), System::nanoTime);
    }

    @Override
    public void close() {
        executor.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
