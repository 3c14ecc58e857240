package io.quarkiverse.actors.runtime;

import java.lang.annotation.Annotation;
import java.util.Map;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

import io.quarkiverse.actors.ActorScoped;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InjectableContext;

/**
 * Yields the instances of keyed actors to those of the same key that are being created. It keeps none of them: each belongs to
 * its actor, which destroys it.
 */
public class ActorScopedContext implements InjectableContext {

    @Override
    public Class<? extends Annotation> getScope() {
        return ActorScoped.class;
    }

    @Override
    public <T> T get(Contextual<T> contextual, CreationalContext<T> creationalContext) {
        return KeyedCreation.require(((InjectableBean<?>) contextual).getBeanClass().getName())
                .instance(contextual, creationalContext);
    }

    @Override
    public <T> T get(Contextual<T> contextual) {
        return null;
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        // the actors have the instances
    }

    @Override
    public void destroy() {
        // the actors have the instances
    }

    @Override
    public ContextState getState() {
        return Map::of;
    }
}
