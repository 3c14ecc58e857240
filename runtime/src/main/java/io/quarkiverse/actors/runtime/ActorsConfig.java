package io.quarkiverse.actors.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Actors. */
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
@ConfigMapping(prefix = "quarkus.actors")
public interface ActorsConfig {

    /**
     * When the actors start: `auto` while the application starts, which is not up before they are; `background` while the
     * application starts, which does not wait for them (an actor that calls its own application over HTTP needs this);
     * `halted` not before `ActorSystem.start()` or `ActorRef.start()` is called.
     */
    @WithDefault("auto")
    StartMode startMode();

    /**
     * How long the start of the application waits for its actors in start mode `auto`.
     */
    @WithDefault("60s")
    Duration startTimeout();

    /**
     * What happens when an actor does not start, or not in time, in start mode `auto`: `fail` stops everything that has
     * started and ends the start of the application with an error; `degrade` logs the error, and the application comes up but
     * is not ready. In start mode `background` the application is up already, and it is always `degrade`.
     */
    @WithDefault("fail")
    StartFailure onStartFailure();

    /**
     * How long a stop of actors may take, of one or of all: to process what is buffered, and to release resources, for which a
     * quarter of the time, five seconds at most, is reserved. What takes longer is cancelled or interrupted, and its actor
     * ends in `crashed`.
     */
    @WithDefault("20s")
    Duration shutdownTimeout();

    /**
     * How long a stop waits for the iteration in hand of a task that consumes nothing, before it is cancelled or interrupted.
     */
    @WithDefault("1s")
    Duration cancelAfter();

    /**
     * How many worker threads the actors may hold at the same time, virtual threads not counted. The default leaves the other
     * half of the worker pool to the rest of the application when all actors block.
     */
    @ConfigDocDefault("half of `quarkus.thread-pool.max-threads`")
    OptionalInt maxBlocking();

    /**
     * Configuration of single actors.
     */
    @WithName("actor")
    @ConfigDocMapKey("actor-name")
    Map<String, ActorConfig> actors();

    /** One actor. */
    interface ActorConfig {

        /**
         * Whether the actor starts with the application. Overrides `@Actor(autoStart)`.
         */
        Optional<Boolean> autoStart();

        /**
         * Configuration of single tasks.
         */
        @WithName("task")
        @ConfigDocMapKey("task-name")
        Map<String, TaskConfig> tasks();
    }

    /** One task. */
    interface TaskConfig {

        /**
         * The interval of a periodic task, such as `10s`, or `off`. Overrides `@Task(every)` and `@Task(cron)`.
         */
        Optional<String> every();

        /**
         * The cron expression of a periodic task, or `off`. Overrides `@Task(cron)` and `@Task(every)`.
         */
        Optional<String> cron();

        /**
         * How long after the start of the actor the schedule of a periodic task begins. Overrides `@Task(delayed)`.
         */
        Optional<String> delayed();

        /**
         * How long an iteration may take. Overrides `@Task(timeout)`.
         */
        Optional<String> timeout();
    }
}
