package io.quarkiverse.actors.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.actors.SupervisionStrategy;
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
     * is not ready. What has crashed on its start, and what depends on it, is then started again until it succeeds, after the
     * delays of its supervision and without a limit. In start mode `background` the application is up already, and it is
     * always `degrade`.
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
     * What the probes of health say.
     */
    HealthConfig health();

    /**
     * How long `ActorRef.ask` and `askAsync` wait for their outcome, from the call on.
     */
    @WithDefault("10s")
    Duration askTimeout();

    /**
     * How many messages an actor may have that wait or run. When there are so many, `ask` and `tell` fail with a
     * `MailboxFullException`, and `tellAsync` waits.
     */
    @WithDefault("1024")
    int mailboxSize();

    /**
     * How many worker threads the actors may hold at the same time, virtual threads not counted. The default leaves the other
     * half of the worker pool to the rest of the application when all actors block.
     */
    @ConfigDocDefault("half of `quarkus.thread-pool.max-threads`")
    OptionalInt maxBlocking();

    /**
     * Supervision of all actors, where neither `@Supervised` nor the configuration of an actor says otherwise.
     */
    SupervisionConfig supervision();

    /**
     * Configuration of single actors.
     */
    @WithName("actor")
    @ConfigDocMapKey("actor-name")
    Map<String, ActorConfig> actors();

    /** What the probes of health say. */
    interface HealthConfig {

        /**
         * Whether an actor that is `degraded`, because it has reported a warning or waits after a failure, is ready (`up`) or
         * not (`down`).
         */
        @WithDefault("up")
        DegradedHealth degraded();
    }

    /** One actor. */
    interface ActorConfig {

        /**
         * The probes in which the actor counts, of `startup`, `readiness` and `liveness`; or `none`. The default is all three.
         */
        Optional<List<HealthProbe>> health();

        /**
         * How long the actor may take for its own part of a stop: to end its tasks once its producers have ended theirs, and to
         * release its resources, for which a quarter of the time, five seconds at most, is reserved. What takes longer is
         * cancelled or interrupted, and the actor ends in `crashed`. The default, and the most, is
         * `quarkus.actors.shutdown-timeout`, which goes on running.
         */
        Optional<Duration> shutdownTimeout();

        /**
         * Whether the actor starts with the application. Overrides `@Actor(autoStart)`.
         */
        Optional<Boolean> autoStart();

        /**
         * How long an instance of a keyed actor stays when nobody uses it, such as `10m`. Overrides `@Actor(idleTimeout)`.
         */
        Optional<String> idleTimeout();

        /**
         * How many messages the actor may have that wait or run. The default is `quarkus.actors.mailbox-size`.
         */
        OptionalInt mailboxSize();

        /**
         * Supervision of the actor. Overrides `@Supervised`.
         */
        SupervisionConfig supervision();

        /**
         * Configuration of single tasks.
         */
        @WithName("task")
        @ConfigDocMapKey("task-name")
        Map<String, TaskConfig> tasks();
    }

    /** How failures are dealt with; see `@Supervised`. */
    interface SupervisionConfig {

        /**
         * What follows from the failure of an iteration: `restart-task` (the default), `restart-actor`, `stop` or `resume`.
         */
        Optional<SupervisionStrategy> strategy();

        /**
         * How many restarts may be spent in the time `within`; `-1` for no limit. The default is 5.
         */
        Optional<Integer> maxRestarts();

        /**
         * The window of the budget. The default is `1m`.
         */
        Optional<String> within();

        /**
         * The delay after the first failure. The default is `100ms`.
         */
        Optional<String> backoff();

        /**
         * The longest delay. The default is `30s`.
         */
        Optional<String> maxBackoff();

        /**
         * By what part of itself a delay is changed at random, 0 to 1. The default is 0.2.
         */
        Optional<Double> jitter();

        /**
         * How many times an item is attempted before it is a dead letter. The default is 3.
         */
        Optional<Integer> maxAttempts();

        /**
         * Whether `restart-actor` goes on with a new instance of the bean. The default is `false`.
         */
        Optional<Boolean> newInstance();
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

        /**
         * How long the task may go without beginning or finishing an iteration while it has something to do, before its actor
         * is `unhealthy`. Overrides `@Task(stallTimeout)`.
         */
        Optional<String> stallTimeout();
    }
}
