package io.quarkiverse.actors.runtime;

import java.util.function.Supplier;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

import io.quarkiverse.actors.runtime.lifecycle.ActorBinding;
import io.quarkus.arc.InjectableBean;

/**
 * The creation of an instance of a keyed actor: what is injected into it, which happens on the thread that creates it, gets the
 * key from here. Afterwards nothing gets it any more.
 */
final class KeyedCreation {

    private static final ThreadLocal<KeyedCreation> CURRENT = new ThreadLocal<>();

    private final KeyedBeans beans;
    private final String actor;
    private final ActorBinding.Owner owner;
    private final Object convertedKey;
    private CreationalContext<Object> context;

    KeyedCreation(KeyedBeans beans, String actor, ActorBinding.Owner owner, Object convertedKey) {
        this.beans = beans;
        this.actor = actor;
        this.owner = owner;
        this.convertedKey = convertedKey;
    }

    /** The creation that the calling thread is about; null if there is none. */
    static KeyedCreation current() {
        return CURRENT.get();
    }

    /**
     * The same where there has to be one.
     *
     * @param what is injected, for the message
     */
    static KeyedCreation require(String what) {
        KeyedCreation current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException(what + " belongs to the instance of a key, which is known only while an instance of"
                    + " a keyed actor is created: inject it into a field or the constructor of one, or use"
                    + " ActorSystem.actor(Class, key)");
        }
        return current;
    }

    <T> T around(Supplier<T> action) {
        KeyedCreation outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return action.get();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    String key() {
        return owner.key();
    }

    /** The instance that the bean is created for. */
    ActorBinding.Owner owner() {
        return owner;
    }

    Object convertedKey() {
        return convertedKey;
    }

    /** What belongs to the instance that was created. */
    CreationalContext<Object> context() {
        return context;
    }

    /** The instance itself, or that of another keyed actor that is injected into it. */
    @SuppressWarnings("unchecked")
    <T> T instance(Contextual<T> contextual, CreationalContext<T> creationalContext) {
        String asked = beans.actor((InjectableBean<?>) contextual);
        if (actor.equals(asked) && context == null) {
            context = (CreationalContext<Object>) creationalContext;
            return contextual.create(creationalContext);
        }
        if (asked == null) {
            throw new IllegalStateException(((InjectableBean<?>) contextual).getBeanClass().getName()
                    + " is @ActorScoped, but takes the place of no keyed actor: make it an enabled alternative of one");
        }
        return (T) owner.sameKey(asked);
    }
}
