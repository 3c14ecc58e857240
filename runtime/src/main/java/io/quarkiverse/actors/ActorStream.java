package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

/**
 * Injects what a task emits as a {@code Multi<T>}, to watch it from outside of the actors.
 * <p>
 * The stream is hot: a subscriber sees what is emitted from its subscription on. Each has a buffer of 256 items; a slow one
 * loses its
 * oldest items and never slows the actors. It completes when the task succeeds, also for a subscriber that comes later, and
 * when the application stops. It survives stop, start and restart of the actor.
 * <p>
 * The stream of a keyed actor is a {@code Multi<Keyed<K, T>>} of what all its instances emit; it completes when the application
 * stops.
 */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER })
public @interface ActorStream {

    /**
     * The producing actor.
     *
     * @return a class annotated {@link Actor}
     */
    Class<?> value();

    /**
     * The producing task.
     *
     * @return the name of the task; empty (the default) where the actor has exactly one task that produces items
     */
    String task() default "";
}
