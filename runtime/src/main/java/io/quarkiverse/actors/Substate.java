package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation of the application a sub-state of its own: a {@link Task} that carries that annotation runs only while
 * its actor is in that sub-state.
 *
 * <pre>
 * &#64;Substate(of = ActorState.HEALTHY)
 * &#64;Retention(RetentionPolicy.RUNTIME)
 * &#64;Target(ElementType.METHOD)
 * public @interface VariantA {
 * }
 * </pre>
 *
 * An actor has the sub-states that its tasks carry. It is in none of them until {@link ActorRef#enter} says so, and in one at a
 * time. Leaving the state that encloses a sub-state leaves the sub-state; to come back to the state does not enter it again.
 * The
 * tasks of a sub-state begin when it is entered and are cancelled when it is left, as those of {@link Task#whileIn()} are. Any
 * retention will do but {@code SOURCE}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Substate {

    /**
     * The state that encloses the sub-state. With one that encloses others, such as {@link ActorState#RUNNING}, the sub-state
     * is
     * kept while the actor goes from one of these to another.
     *
     * @return a state within {@link ActorState#STARTED}
     */
    ActorState of();
}
