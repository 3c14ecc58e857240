package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_KEY;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_SCOPED;

import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.DotName;

import io.quarkiverse.actors.deployment.KeyedDeclarations.Injection;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.InjectionPointInfo;

/** Collects what belongs to instances of keyed actors. Knows of no errors. */
final class KeyedDiscovery {

    private final BeanDiscoveryFinishedBuildItem discovery;
    private final InjectedActors injected;

    KeyedDiscovery(BeanDiscoveryFinishedBuildItem discovery, InjectedActors injected) {
        this.discovery = discovery;
        this.injected = injected;
    }

    KeyedDeclarations discover() {
        List<Injection> actors = new ArrayList<>();
        List<Injection> keys = new ArrayList<>();
        for (InjectionPointInfo point : discovery.getInjectionPoints()) {
            if (point.getAnnotationTarget() == null || point.isProgrammaticLookup() || isStandIn(point)) {
                continue;
            }
            DotName actor = injected.of(point);
            if (point.getRequiredQualifier(ACTOR_KEY) != null) {
                keys.add(injection(point, null));
            } else if (actor != null) {
                actors.add(injection(point, actor));
            }
        }
        List<DotName> scoped = new ArrayList<>();
        for (BeanInfo bean : discovery.getBeans()) {
            boolean actor = bean.isClassBean() && bean.getImplClazz().hasDeclaredAnnotation(ACTOR);
            if (bean.getScope().getDotName().equals(ACTOR_SCOPED) && !actor && !bean.isAlternative()) {
                scoped.add(bean.getBeanClass());
            }
        }
        return new KeyedDeclarations(actors, keys, scoped);
    }

    /** Whether it is of an alternative that takes the place of a keyed actor. */
    private static boolean isStandIn(InjectionPointInfo point) {
        return point.getTargetBean()
                .filter(bean -> bean.isAlternative() && bean.getScope().getDotName().equals(ACTOR_SCOPED)).isPresent();
    }

    private static Injection injection(InjectionPointInfo point, DotName actor) {
        return new Injection(ActorDiscoveryProcessor.owner(point).simpleName(), ActorDiscoveryProcessor.place(point),
                bean(point), point.getRequiredType(), actor);
    }

    /** The class of the bean that is injected into; null for one without a class. */
    static DotName bean(InjectionPointInfo point) {
        return point.getTargetBean().filter(BeanInfo::isClassBean).map(bean -> bean.getImplClazz().name()).orElse(null);
    }
}
