package io.quarkiverse.actors.deployment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.inject.AmbiguousResolutionException;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.BeanResolver;
import io.quarkus.arc.processor.InjectionPointInfo;

/**
 * Finds the actors that are injected into a bean, by the rules of CDI.
 * <p>
 * ArC itself resolves injection points only after synthetic beans were registered, to which the actor system belongs, and its
 * index of beans by type is not there before that either.
 */
final class InjectedActors {

    private final BeanResolver resolver;
    private final Set<DotName> actors;
    private final Map<DotName, List<BeanInfo>> beansByType = new HashMap<>();

    InjectedActors(Collection<BeanInfo> beans, Set<DotName> actors, BeanResolver resolver) {
        this.resolver = resolver;
        this.actors = actors;
        for (BeanInfo bean : beans) {
            Set<DotName> names = new HashSet<>();
            for (Type type : bean.getTypes()) {
                if (!type.name().equals(DotName.OBJECT_NAME) && names.add(type.name())) {
                    beansByType.computeIfAbsent(type.name(), ignored -> new ArrayList<>()).add(bean);
                }
            }
        }
    }

    /**
     * The classes of the actors that are injected. An actor counts as well where a mock or an alternative is injected in its
     * place: who asks for an actor by its class depends on it.
     */
    Set<DotName> of(BeanInfo bean) {
        Set<DotName> injected = new LinkedHashSet<>();
        for (InjectionPointInfo injectionPoint : bean.getAllInjectionPoints()) {
            DotName actor = of(injectionPoint);
            if (actor != null) {
                injected.add(actor);
            }
        }
        return injected;
    }

    /** The class of the actor that is injected; null if it is something else. */
    DotName of(InjectionPointInfo injectionPoint) {
        BeanInfo resolved = resolve(injectionPoint);
        DotName asked = injectionPoint.getType().name();
        if (resolved != null && resolved.isClassBean() && actors.contains(resolved.getImplClazz().name())) {
            return resolved.getImplClazz().name();
        }
        return resolved != null && actors.contains(asked) ? asked : null;
    }

    /** The bean; null for those of the container, such as {@code Instance}, and where ArC will report an error. */
    private BeanInfo resolve(InjectionPointInfo injectionPoint) {
        Set<BeanInfo> matching = new HashSet<>();
        for (BeanInfo candidate : beansByType.getOrDefault(injectionPoint.getType().name(), List.of())) {
            if (resolver.matches(candidate, injectionPoint.getType(), injectionPoint.getRequiredQualifiers())) {
                matching.add(candidate);
            }
        }
        try {
            return resolver.resolveAmbiguity(matching);
        } catch (AmbiguousResolutionException reportedByArc) {
            return null;
        }
    }
}
