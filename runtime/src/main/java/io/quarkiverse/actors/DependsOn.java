package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares dependencies of an actor that are not injected: they start before the actor and release their resources after it.
 * <p>
 * For the same pair of actors this annotation wins over an injection point, so that {@code required = false} turns an injected
 * actor into an optional dependency.
 * <p>
 * An actor that is not keyed may depend on one that is: it needs none of its instances, but may consume what all of them emit,
 * and stops with the application after they have drained. A keyed actor depends on the instance of the same key, which it
 * always requires.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(DependsOn.List.class)
public @interface DependsOn {

    /**
     * The actors this actor depends on.
     *
     * @return classes annotated {@link Actor}; any other class fails the build
     */
    Class<?>[] value();

    /**
     * Whether the actor needs the dependencies to be started.
     *
     * @return {@code true} (the default) if the actor starts and stops with them; {@code false} if only the order matters: the
     *         actor waits for a start of theirs that is in progress and goes on whatever its outcome
     */
    boolean required() default true;

    /** Holds repeated {@link DependsOn} annotations. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {

        /**
         * The repeated annotations.
         *
         * @return the annotations, in the order of declaration
         */
        DependsOn[] value();
    }
}
