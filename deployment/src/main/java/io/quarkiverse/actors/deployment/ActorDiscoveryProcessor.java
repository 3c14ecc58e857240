package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_KEY;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_REF;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_STREAM;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkus.arc.deployment.BeanArchiveIndexBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.processor.BeanInfo;
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
        InjectedActors injected = new InjectedActors(discovery.getBeans(), beans.keySet(), discovery.getBeanResolver());
        List<ActorDeclaration> actors = new ArrayList<>();
        for (BeanInfo bean : beans.values()) {
            actors.add(scanner.scan(bean.getImplClazz(),
                    new ActorDeclaration.Bean(bean.getIdentifier(), bean.getScope().getDotName(), injected.of(bean),
                            keys(bean))));
        }
        return new ActorsBuildItem(new ActorApplication(actors, types), streams(discovery), refs(discovery),
                new KeyedDiscovery(discovery, injected).discover());
    }

    private static List<Type> keys(BeanInfo bean) {
        return bean.getAllInjectionPoints().stream().filter(point -> point.getRequiredQualifier(ACTOR_KEY) != null)
                .map(InjectionPointInfo::getRequiredType).toList();
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
                refs.add(new RefDeclaration(owner(injectionPoint).simpleName(), place(injectionPoint), type,
                        KeyedDiscovery.bean(injectionPoint)));
            }
        }
        return refs;
    }

    static ClassInfo owner(InjectionPointInfo injectionPoint) {
        AnnotationTarget target = injectionPoint.getAnnotationTarget();
        return target.kind() == AnnotationTarget.Kind.FIELD ? target.asField().declaringClass()
                : target.asMethodParameter().method().declaringClass();
    }

    /** {@code Watcher#lines} for a field, {@code Watcher(Multi) parameter lines} for a parameter of the constructor. */
    static String place(InjectionPointInfo injectionPoint) {
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
