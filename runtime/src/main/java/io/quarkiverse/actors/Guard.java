package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks the actor before an explicit lifecycle call is carried out.
 * <p>
 * The method takes nothing or the {@link ActorTransition} that is asked for, returns {@code boolean}, and runs in the actor's
 * turn. On {@code false} the call's {@code Uni} fails with {@link TransitionVetoedException} and nothing has changed. A guard
 * that throws fails the call too, and crashes its actor. Guards apply to explicit start, pause, resume, stop and restart, also
 * where such a stop cascades to the actor; never to the application's shutdown, to automatic restarts or to errors.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Guard {

    /**
     * The call that is guarded.
     *
     * @return one of {@link Trigger#START}, {@link Trigger#PAUSE}, {@link Trigger#RESUME}, {@link Trigger#STOP},
     *         {@link Trigger#RESTART}; any other fails the build
     */
    Trigger value();
}
