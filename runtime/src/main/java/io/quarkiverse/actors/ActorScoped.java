package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.inject.Scope;

/**
 * The scope of keyed actors: one bean instance for each key, from the start of the actor's instance to its stop.
 * <p>
 * A keyed actor has it without saying so; to write it helps where a bean stands in for one, such as a {@code @Mock} in a test.
 * It is a pseudo-scope: who is injected gets the instance itself, and only an actor of the same key is.
 */
@Documented
@Scope
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD, ElementType.FIELD })
public @interface ActorScoped {
}
