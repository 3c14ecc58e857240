package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what follows when an iteration of a task fails: on an actor for all of its tasks, on a task for that one, which then
 * counts instead of the whole annotation of the actor. Without it the defaults hold.
 * <p>
 * Before a failed task goes on it waits: {@link #backoff()} after the first failure, twice as long after each further one, at
 * most {@link #maxBackoff()}; each delay is made longer or shorter by up to {@link #jitter()}. With the defaults and no jitter:
 * 100 ms, 200 ms, 400 ms, 800 ms, 1.6 s, 3.2 s, 6.4 s, 12.8 s, 25.6 s, 30 s, 30 s. The delays begin anew once the task has gone
 * without a failure for {@link #within()}. While a task waits its actor is {@link ActorState#DEGRADED}. A stop and a restart
 * of the actor end the wait.
 * <p>
 * An actor has a budget: each dead letter of a failed item, and each failure without an item, spends one restart. The failure
 * that finds {@link #maxRestarts()} restarts spent {@link #within()} crashes the actor. Configuration overrides every member:
 * {@code quarkus.actors.actor."Name".supervision.*}.
 * <p>
 * The delays of an actor also come between the attempts to start it with the application, if it has crashed on the way and
 * {@code quarkus.actors.on-start-failure} is {@code degrade}; of those there is no limit.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface Supervised {

    /**
     * What follows from a failure.
     *
     * @return {@link SupervisionStrategy#RESTART_TASK} by default
     */
    SupervisionStrategy strategy() default SupervisionStrategy.RESTART_TASK;

    /**
     * How many restarts may be spent {@link #within()}.
     *
     * @return 0 or more, 5 by default; -1 for no limit
     */
    int maxRestarts() default 5;

    /**
     * The window of the budget.
     *
     * @return a positive duration or a property expression
     */
    String within() default "1m";

    /**
     * The delay after the first failure.
     *
     * @return a duration, 0 or more, or a property expression
     */
    String backoff() default "100ms";

    /**
     * The longest delay, before jitter.
     *
     * @return a duration, at least {@link #backoff()}, or a property expression
     */
    String maxBackoff() default "30s";

    /**
     * By what part of itself a delay is changed at random, evenly distributed.
     *
     * @return 0 (no change) to 1 (from none to twice the delay)
     */
    double jitter() default 0.2;

    /**
     * How many times an item is attempted in all before it is a {@link DeadLetter}.
     *
     * @return at least 1
     */
    int maxAttempts() default 3;

    /**
     * Whether {@link SupervisionStrategy#RESTART_ACTOR} goes on with a new instance of the bean, so that its fields begin anew.
     *
     * @return {@code false} by default; {@code true} fails the build for a {@code @Singleton} or
     *         keyed actor
     */
    boolean newInstance() default false;
}
