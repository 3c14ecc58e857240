package io.quarkiverse.actors.deployment;

import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.InvokerFactoryBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.gizmo.ClassTransformer;
import io.quarkus.gizmo.MethodDescriptor;

/** Makes the methods of actors callable without reflection. */
class ActorInvokerProcessor {

    @BuildStep
    ActorInvokersBuildItem invokers(ActorsBuildItem actors, ValidatedActorsBuildItem validated,
            BeanDiscoveryFinishedBuildItem discovery, InvokerFactoryBuildItem factory) {
        Map<String, BeanInfo> beans = discovery.beanStream().classBeans().stream()
                .collect(Collectors.toMap(BeanInfo::getIdentifier, bean -> bean, (one, other) -> one));
        Map<String, List<String>> invokers = new TreeMap<>();
        for (ActorModel model : validated.actors()) {
            ActorDeclaration actor = actors.application().actor(DotName.createSimple(model.beanClass()));
            BeanInfo bean = beans.get(model.beanId());
            // the position of a method is the call of its model
            invokers.put(model.name(), actor.methods().stream()
                    .map(method -> factory.createInvoker(bean, method.method()).build().getClassName()).toList());
        }
        return new ActorInvokersBuildItem(invokers);
    }

    /**
     * An invoker lives in the package of the actor, where it cannot call a protected method of a superclass from another
     * package: such a method is made public.
     */
    @BuildStep
    void openInheritedMethods(ActorsBuildItem actors, BuildProducer<BytecodeTransformerBuildItem> transformers) {
        Set<MethodInfo> methods = new LinkedHashSet<>();
        for (ActorDeclaration actor : actors.application().actors()) {
            actor.methods().stream().map(MethodDeclaration::method).filter(method -> Modifier.isProtected(method.flags()))
                    .filter(method -> !ActorScanner.isSamePackage(actor.type(), method.declaringClass())).forEach(methods::add);
        }
        for (MethodInfo method : methods) {
            transformers.produce(new BytecodeTransformerBuildItem.Builder()
                    .setClassToTransform(method.declaringClass().name().toString())
                    .setCacheable(true)
                    .setVisitorFunction((className, visitor) -> {
                        ClassTransformer transformer = new ClassTransformer(className);
                        transformer.modifyMethod(MethodDescriptor.of(method)).removeModifiers(Modifier.PROTECTED)
                                .addModifiers(Modifier.PUBLIC);
                        return transformer.applyTo(visitor);
                    }).build());
        }
    }
}
