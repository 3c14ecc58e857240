package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a CDI bean and an actor: a long-lived part of the application with dependencies, resources and tasks.
 * <p>
 * The bean is {@code @ApplicationScoped} unless the class says {@code @Singleton}; any other scope fails the build. The
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
}
