package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A unit of an actor's business logic: the method is called again and again while the actor runs, until it succeeds; or, if it
 * is periodic, at each tick of its schedule.
 * <p>
 * Each call is an iteration and runs in the actor's turn: the actor does one thing at a time, on whatever thread, and sees the
 * writes of the turn before. The return type says what an iteration does:
 * <ul>
 * <li>{@code void} and {@code Uni<Void>}: emits nothing and goes on;</li>
 * <li>{@code T}, {@code TaskResult<T>}, and {@code Uni} or {@code CompletionStage} of them: a value is emitted to the consumers
 * of the task, {@code null} counts as {@link TaskResult#skip()};</li>
 * <li>{@code Multi<T>}: the method is called once per start and its items are emitted; completion is success. It holds no
 * turn.</li>
 * </ul>
 * Synchronous methods run on a worker thread, the others on an event loop, unless {@code @Blocking}, {@code @NonBlocking} or
 * {@code @RunOnVirtualThread} says otherwise. A task without {@link ConsumeFrom} takes no parameter. A source that skips is
 * called again after 1 ms, and less often the longer it has nothing (up to 100 ms).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Task {

    /**
     * The name of the task within its actor.
     *
     * @return the name; empty (the default) for the name of the method
     */
    String name() default "";

    /**
     * The interval of a periodic task, at a fixed rate. An iteration never overlaps the one before: a tick that comes while
     * one is in hand is skipped and counted. The first comes when the actor has started, after {@link #delayed()}.
     *
     * @return a duration as in {@code @Scheduled}: {@code 10s}, {@code 200ms}, {@code PT1M}, a property expression such as
     *         {@code ${poll.interval:5s}}, or {@code off} for never; empty (the default) if the task is not periodic this way.
     *         Excludes {@link #cron()} and {@link ConsumeFrom}. Configuration overrides it:
     *         {@code quarkus.actors.actor."Name".task."name".every}
     */
    String every() default "";

    /**
     * The times at which a periodic task is called.
     *
     * @return a cron expression as in {@code @Scheduled} (the Quartz dialect), a property expression, or {@code off} for never;
     *         empty (the default) if the task is not periodic this way. Excludes {@link #every()} and {@link ConsumeFrom}.
     *         Configuration overrides it: {@code quarkus.actors.actor."Name".task."name".cron}
     */
    String cron() default "";

    /**
     * The time zone of {@link #cron()}.
     *
     * @return an identifier such as {@code Europe/Vienna} or a property expression; empty (the default) for that of the system
     */
    String timeZone() default "";

    /**
     * How long after the start of the actor the schedule of a periodic task begins.
     *
     * @return a duration or a property expression; empty (the default) for at once
     */
    String delayed() default "";

    /**
     * The state of the actor in which the task runs. A task with another state than the default is conditional: it begins when
     * the state is entered and is cancelled when it is left, in the middle of an iteration too: a {@code Uni} is cancelled, a
     * blocking call interrupted. An iteration that succeeds nevertheless counts; otherwise the item in hand is processed again
     * once the state is entered again. A conditional task that has succeeded does not begin again before the actor is stopped
     * and started. A task that carries a {@link Substate} is conditional in the same way; it has no {@code whileIn}.
     *
     * @return a state within {@link ActorState#STARTED}; {@link ActorState#RUNNING} by default
     */
    ActorState whileIn() default ActorState.RUNNING;

    /**
     * How many iterations may be in progress at the same time. With more than one the task holds no turn of its actor, and the
     * order of what it emits is that of completion.
     *
     * @return at least 1, the default
     */
    int concurrency() default 1;

    /**
     * How long an iteration may take. One that takes longer is cancelled or interrupted and fails with a
     * {@link java.util.concurrent.TimeoutException}; a blocking one when it returns, whatever it returns then.
     *
     * @return a duration or a property expression; empty (the default) for no limit
     */
    String timeout() default "";

    /**
     * How long the task may go without beginning or finishing an iteration while it has something to do. One that goes longer
     * has stalled: its actor becomes {@link ActorState#UNHEALTHY}, and the stack of the thread that it sits on is logged, once.
     * Nothing is interrupted; when the task moves on the actor recovers. A task that waits for input, for room, for its tick or
     * its backoff, or is paused, has not stalled. Noticed up to a quarter of the time late.
     *
     * @return a duration or a property expression; empty (the default) for no watch. Configuration overrides it:
     *         {@code quarkus.actors.actor."Name".task."name".stall-timeout}
     */
    String stallTimeout() default "";
}
