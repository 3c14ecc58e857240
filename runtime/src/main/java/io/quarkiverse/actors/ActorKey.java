package io.quarkiverse.actors;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

/**
 * Injects its key into an instance of a keyed actor: a {@code String}, or any type for which MicroProfile Config has a
 * converter, such as {@code UUID}, {@code Long} or an enum.
 * <p>
 * A key that cannot be converted keeps the instance from starting. An actor that injects its key more than once does so with
 * one type, which is also the one of the keys in {@link Keyed}.
 */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER })
public @interface ActorKey {
}
