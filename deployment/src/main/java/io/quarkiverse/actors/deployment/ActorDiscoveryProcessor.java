package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_REF;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_STREAM;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.inject.AmbiguousResolutionException;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkus.arc.deployment.BeanArchiveIndexBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.BeanResolver;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.deployment.annotations.BuildStep;

/** Collects actors and everything that refers to them. Knows of no errors. */
class ActorDiscoveryProcessor {

    @BuildStep
    ActorsBuildItem discover(BeanDiscoveryFinishedBuildItem discovery, BeanArchiveIndexBuildItem index) {
        Map<DotName, BeanInfo> beans = new HashMap<>();
        for (BeanInfo bean : discovery.beanStream().classBeans()) {
            if (bean.getImplClazz().hasDeclaredAnnotation(ACTOR)) {
                beans.put(bean.getImplClazz().name(), bean);
            }
        }
        JavaTypes types = new JavaTypes(index.getIndex());
        ActorScanner scanner = new ActorScanner(types);
        List<ActorDeclaration> actors = new ArrayList<>();
        for (BeanInfo bean : beans.values()) {
            Set<DotName> injected = injected(bean, beans.keySet(), discovery.getBeanResolver());
            actors.add(scanner.scan(bean.getImplClazz(),
                    new ActorDeclaration.Bean(bean.getIdentifier(), bean.getScope().getDotName(), injected)));
        }
        return new ActorsBuildItem(new ActorApplication(actors, types), streams(discovery), refs(discovery));
    }

    /**
     * Those actors that injection points resolve to. An actor counts as well where a mock or an alternative is injected instead
     * of
     * it: who asks for an actor by its class depends on it.
     */
    private static Set<DotName> injected(BeanInfo bean, Set<DotName> actors, BeanResolver resolver) {
        Set<DotName> injected = new LinkedHashSet<>();
        for (InjectionPointInfo injectionPoint : bean.getAllInjectionPoints()) {
            DotName required = injectionPoint.getType().name();
            BeanInfo resolved = resolve(injectionPoint, resolver);
            if (resolved != null && resolved.isClassBean() && actors.contains(resolved.getImplClazz().name())) {
                injected.add(resolved.getImplClazz().name());
            } else if (resolved != null && actors.contains(required)) {
                injected.add(required);
            }
        }
        return injected;
    }

    private static BeanInfo resolve(InjectionPointInfo injectionPoint, BeanResolver resolver) {
        try {
            return resolver.resolveAmbiguity(
                    resolver.resolveBeans(injectionPoint.getType(), injectionPoint.getRequiredQualifiers()));
        } catch (AmbiguousResolutionException reportedByArc) {
            return null;
        }
    }

    private static List<StreamDeclaration> streams(BeanDiscoveryFinishedBuildItem discovery) {
        List<StreamDeclaration> streams = new ArrayList<>();
        for (InjectionPointInfo injectionPoint : discovery.getInjectionPoints()) {
            AnnotationInstance qualifier = injectionPoint.getRequiredQualifier(ACTOR_STREAM);
            if (qualifier != null && injectionPoint.getAnnotationTarget() != null) {
                streams.add(new StreamDeclaration(owner(injectionPoint).simpleName(), place(injectionPoint),
                        injectionPoint.getRequiredType(), qualifier));
            }
        }
        return streams;
    }

    private static List<RefDeclaration> refs(BeanDiscoveryFinishedBuildItem discovery) {
        List<RefDeclaration> refs = new ArrayList<>();
        for (InjectionPointInfo injectionPoint : discovery.getInjectionPoints()) {
            Type type = injectionPoint.getRequiredType();
            if (type.name().equals(ACTOR_REF) && type.kind() == Type.Kind.PARAMETERIZED_TYPE
                    && !injectionPoint.isProgrammaticLookup() && injectionPoint.getAnnotationTarget() != null) {
                refs.add(new RefDeclaration(owner(injectionPoint).simpleName(), place(injectionPoint), type));
            }
        }
        return refs;
    }

    private static ClassInfo owner(InjectionPointInfo injectionPoint) {
        AnnotationTarget target = injectionPoint.getAnnotationTarget();
        return target.kind() == AnnotationTarget.Kind.FIELD ? target.asField().declaringClass()
                : target.asMethodParameter().method().declaringClass();
    }

    /** {@code Watcher#lines} for a field, {@code Watcher(Multi) parameter lines} for a parameter of the constructor. */
    private static String place(InjectionPointInfo injectionPoint) {
        AnnotationTarget target = injectionPoint.getAnnotationTarget();
        String owner = owner(injectionPoint).simpleName();
        if (target.kind() == AnnotationTarget.Kind.FIELD) {
            return owner + "#" + target.asField().name();
        }
        MethodInfo method = target.asMethodParameter().method();
        String name = target.asMethodParameter().name();
        String parameters = "(" + JavaTypes.render(method.parameterTypes(), ", ") + ")";
        return (method.isConstructor() ? owner : owner + "#" + method.name()) + parameters + " parameter "
                + (name != null ? name : target.asMethodParameter().position() + 1);
    }
}
