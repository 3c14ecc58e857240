package io.quarkiverse.actors.benchmarks.periodic;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.benchmarks.Application;
import io.quarkiverse.actors.benchmarks.Pekko;
import io.quarkus.scheduler.Scheduler;
import io.vertx.core.Vertx;

/** What calls tasks at a fixed rate; each starts all tasks and yields what stops them. */
public enum PeriodicTasks {
    /** Methods {@code @Task(every = "100ms")}, a hundred in each of a hundred actors. */
    ACTORS(Firings.TASKS, 100) {
        @Override
        AutoCloseable start(Application application, Firings firings) {
            return startAll(application, AllTickers.class);
        }
    },
    /** Methods {@code @NonBlocking} of ten actors: so many more would be too much for one application. */
    ACTORS_NON_BLOCKING(1_000, 20) {
        @Override
        AutoCloseable start(Application application, Firings firings) {
            return startAll(application, AllLoopTickers.class);
        }
    },
    /** {@code ScheduledExecutorService} with a thread for each processor. */
    SCHEDULED_EXECUTOR(Firings.TASKS, 100) {
        @Override
        AutoCloseable start(Application application, Firings firings) {
            ScheduledExecutorService executor = Executors.newScheduledThreadPool(Runtime.getRuntime().availableProcessors());
            tasks().forEach(
                    task -> executor.scheduleAtFixedRate(() -> firings.fired(task), 0, period(), TimeUnit.MILLISECONDS));
            return () -> {
                executor.shutdownNow();
                executor.awaitTermination(1, TimeUnit.MINUTES);
            };
        }
    },
    /** {@code Vertx.setPeriodic}; each timer stays on one event loop. */
    VERTX(Firings.TASKS, 100) {
        @Override
        AutoCloseable start(Application application, Firings firings) {
            Vertx vertx = Vertx.vertx();
            tasks().forEach(task -> vertx.setPeriodic(period(), id -> firings.fired(task)));
            return () -> vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    },
    /** Typed actors with a timer each. */
    PEKKO(Firings.TASKS, 100) {
        @Override
        AutoCloseable start(Application application, Firings firings) {
            ActorSystem<Integer> system = ActorSystem.create(Behaviors.<Integer> setup(context -> {
                tasks().forEach(task -> context.spawnAnonymous(ticking(task, firings)));
                return Behaviors.empty();
            }), "ticks", Pekko.config());
            return () -> {
                system.terminate();
                system.getWhenTerminated().toCompletableFuture().join();
            };
        }

        private Behavior<Integer> ticking(int task, Firings firings) {
            return Behaviors.withTimers(timers -> {
                timers.startTimerAtFixedRate(task, Duration.ofMillis(period()));
                return Behaviors.receiveMessage(tick -> {
                    firings.fired(tick);
                    return Behaviors.same();
                });
            });
        }
    },
    /** Jobs of the scheduler behind {@code @Scheduled}: its resolution is a second. */
    SCHEDULER(1_000, 1_000) {
        @Override
        AutoCloseable start(Application application, Firings firings) {
            Scheduler scheduler = application.bean(Scheduler.class);
            tasks().forEach(task -> scheduler.newJob("job-" + task).setInterval(period() + "ms")
                    .setTask(execution -> firings.fired(task)).schedule());
            return () -> tasks().forEach(task -> scheduler.unscheduleJob("job-" + task));
        }
    };

    private final int tasks;
    private final int period;

    PeriodicTasks(int tasks, int period) {
        this.tasks = tasks;
        this.period = period;
    }

    abstract AutoCloseable start(Application application, Firings firings) throws Exception;

    private static AutoCloseable startAll(Application application, Class<?> requiresAll) {
        ActorRef<?> all = application.bean(io.quarkiverse.actors.ActorSystem.class).actor(requiresAll);
        all.start().await().indefinitely();
        return () -> all.stop().await().indefinitely();
    }

    IntStream tasks() {
        return IntStream.range(0, tasks);
    }

    /** The period of each task, in milliseconds. */
    int period() {
        return period;
    }
}
