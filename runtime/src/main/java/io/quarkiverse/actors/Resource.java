package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;

/**
 * Acquires a resource when the actor starts and releases it when the actor stops.
 * <p>
 * The runtime calls the method once per start; every other call, the actor's own included, returns what was acquired. The
 * method takes no parameters and returns a {@code T extends AutoCloseable}, a {@link Managed}, or a {@code Uni} or
 * {@code CompletionStage} of either; for the latter two a call returns a completed one. Synchronous resources are acquired
 * and released on a worker thread, asynchronous ones on an event loop. Resources are acquired one after another, superclass
 * first, then in the order of declaration, and released in reverse, each exactly once, also after a failed start.
 * <p>
 * Before acquisition and after release a call throws {@link ActorNotStartedException}. Where the actor started without the
 * resource ({@link #optional()}, or the method threw {@link ResourceUnavailableException}) a call throws
 * {@link ResourceUnavailableException}. Outside of a CDI container the method just runs.
 */
@Documented
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Resource {

    /**
     * How long the acquisition may take, and how long the release may take.
     *
     * @return a duration in the format of Quarkus ({@code 5s}, {@code 200ms}, {@code PT1M}) or a property expression; empty
     *         (the default) for no limit of its own
     */
    @Nonbinding
    String timeout() default "";

    /**
     * Whether the actor starts without the resource if the acquisition fails.
     *
     * @return {@code true} to log the failure and go on; {@code false} (the default) to crash the actor
     */
    @Nonbinding
    boolean optional() default false;
}
