package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a CDI bean and an actor: a long-lived part of the application with dependencies, resources and tasks.
 * <p>
 * The bean is {@code @ApplicationScoped} unless the class says {@code @Singleton}, or {@link ActorScoped} if the actor is
 * {@link #keyed}; any other scope fails the build. The
 * annotation is not inherited, while {@link Task tasks}, {@link Resource resources} and {@link OnEnter hooks} of superclasses
 * are:
 * the superclass comes first, then the order of declaration. An overriding method is a task, resource or hook only if it
 * is annotated itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Actor {

    /**
     * The name of the actor in configuration, events, health and logs; unique in the application, otherwise the build fails.
     *
     * @return the name; empty (the default) for the simple name of the class
     */
    String name() default "";

    /**
     * Whether the actor starts with the application.
     *
     * @return {@code true} (the default) to start with the application; {@code false} to start when something that requires the
     *         actor starts, or when {@link ActorRef#start()} is called
     */
    boolean autoStart() default true;

    /**
     * Whether there is an instance of the actor for each key, such as each customer, rather than one. An instance starts when
     * {@link ActorSystem#actor(Class, String)} is first used to start it or to send it a message, or when another keyed actor
     * that requires it starts with the same key.
     *
     * @return {@code false} (the default) for one instance
     */
    boolean keyed() default false;

    /**
     * How long an instance of a keyed actor stays when nobody uses it: when it gets no message, consumes and emits nothing, has
     * nothing under way and is required by no other of the same key. Then it drains and stops, no sooner than after this time
     * and soon after it; the next message starts a new one. One that has crashed or could not start goes when nobody has tried
     * to start it for this time.
     *
     * @return a duration such as {@code 10m}, or a property expression; empty (the default) for ever
     */
    String idleTimeout() default "";
}
