package io.quarkiverse.actors.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.Converter;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.runtime.lifecycle.ActorBinding;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InjectableBean;
import io.smallrye.config.SmallRyeConfig;

/** The CDI beans of keyed actors, or those that stand in for them: creates an instance for a key. */
final class KeyedBeans {

    private record Type(InjectableBean<Object> bean, Class<?> key, Converter<?> converter) {
    }

    /** An instance with what was created for it. */
    private record Created(InjectableBean<Object> bean, Object instance, CreationalContext<Object> context,
            Object key) implements ActorBinding.Bean {

        @Override
        public void destroy() {
            bean.destroy(instance, context);
        }
    }

    private final Map<String, Type> types = new HashMap<>();
    private final Map<String, String> actorsByBean = new HashMap<>();

    /**
     * @param actors the actors, those that are not keyed included
     */
    KeyedBeans(List<ActorModel> actors) {
        for (ActorModel actor : actors) {
            if (actor.isKeyed()) {
                InjectableBean<Object> bean = find(actor);
                Class<?> key = load(actor.keyed().keyType());
                types.put(actor.name(), new Type(bean, key, ConfigProvider.getConfig().unwrap(SmallRyeConfig.class)
                        .requireConverter(key)));
                actorsByBean.put(bean.getIdentifier(), actor.name());
            }
        }
    }

    /** The bean of the actor, unless an alternative is enabled that takes its place. */
    @SuppressWarnings("unchecked")
    private static InjectableBean<Object> find(ActorModel actor) {
        ArcContainer container = Arc.requireContainer();
        InjectableBean<Object> own = container.bean(actor.beanId());
        Set<Bean<?>> candidates = container.beanManager().getBeans(own.getBeanClass());
        return candidates.stream().anyMatch(Bean::isAlternative)
                ? (InjectableBean<Object>) container.beanManager().resolve(candidates)
                : own;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The key type " + name + " cannot be loaded", e);
        }
    }

    /** The actor that a bean is of; null if it is of none that is keyed. */
    String actor(InjectableBean<?> bean) {
        return actorsByBean.get(bean.getIdentifier());
    }

    /**
     * Creates an instance.
     *
     * @param actor the name of the actor
     * @param owner the instance of the actor that it is for
     */
    ActorBinding.Bean create(String actor, ActorBinding.Owner owner) {
        Type type = types.get(actor);
        KeyedCreation creation = new KeyedCreation(this, actor, owner, convert(actor, type, owner.key()));
        Object instance = creation.around(() -> Arc.requireContainer().instance(type.bean).get());
        return new Created(type.bean, instance, creation.context(), creation.convertedKey());
    }

    private static Object convert(String actor, Type type, String key) {
        Object converted;
        try {
            converted = type.converter.convert(key);
        } catch (RuntimeException failure) {
            throw new ActorException(complaint(actor, type, key) + ": " + failure.getMessage(), failure);
        }
        if (converted == null) {
            throw new ActorException(complaint(actor, type, key), null);
        }
        return converted;
    }

    private static String complaint(String actor, Type type, String key) {
        return "The key \"%s\" of %s is no %s".formatted(key, actor, type.key.getSimpleName());
    }
}
