package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A unit of an actor's business logic: the method is called again and again while the actor runs, until it succeeds.
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
}
