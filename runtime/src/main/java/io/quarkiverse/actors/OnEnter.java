package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A hook of an actor into its own lifecycle: runs when the actor has entered a state.
 * <p>
 * The method takes nothing or the {@link ActorTransition} and returns {@code void} or {@code Uni<Void>}, which is awaited. It
 * runs in the
 * actor's turn. Of nested states the outer is entered first. A failing hook crashes the actor, or, during a stop,
 * lets the stop go on and end in {@link ActorState#CRASHED}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnEnter {

    /**
     * The state.
     *
     * @return any state, also one that has sub-states
     */
    ActorState value();
}
