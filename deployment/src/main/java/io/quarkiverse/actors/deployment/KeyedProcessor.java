package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_KEY;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_SCOPED;
import static io.quarkus.deployment.annotations.ExecutionTime.RUNTIME_INIT;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.enterprise.context.Dependent;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.Type;

import io.quarkiverse.actors.ActorScoped;
import io.quarkiverse.actors.runtime.ActorScopedContext;
import io.quarkiverse.actors.runtime.ActorsRecorder;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.ContextRegistrationPhaseBuildItem;
import io.quarkus.arc.deployment.ContextRegistrationPhaseBuildItem.ContextConfiguratorBuildItem;
import io.quarkus.arc.deployment.CustomScopeAnnotationsBuildItem;
import io.quarkus.arc.deployment.CustomScopeBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;

/** Gives keyed actors their scope and their keys. */
class KeyedProcessor {

    @BuildStep
    ContextConfiguratorBuildItem context(ContextRegistrationPhaseBuildItem phase) {
        return new ContextConfiguratorBuildItem(
                phase.getContext().configure(ActorScoped.class).contextClass(ActorScopedContext.class));
    }

    @BuildStep
    CustomScopeBuildItem scope() {
        return new CustomScopeBuildItem(ACTOR_SCOPED);
    }

    /** Instead of the default scope of actors. */
    @BuildStep
    AnnotationsTransformerBuildItem scopeOfKeyedActors(CustomScopeAnnotationsBuildItem scopes) {
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forClasses()
                .whenClass(type -> ActorDeclaration.isKeyed(type) && !scopes.isScopeDeclaredOn(type))
                .transform(context -> context.add(AnnotationInstance.builder(ACTOR_SCOPED).build())));
    }

    /** One for each type that is asked for, also for those that validation refuses, so that only its message is seen. */
    @BuildStep
    @Record(RUNTIME_INIT)
    void keys(ActorsRecorder recorder, ActorsBuildItem actors, BuildProducer<SyntheticBeanBuildItem> beans) {
        Map<String, Type> types = new TreeMap<>(); // the same order in every build
        for (KeyedDeclarations.Injection key : actors.keyed().keys()) {
            Type boxed = JavaTypes.boxed(key.type());
            types.put(boxed.toString(), boxed);
        }
        types.values().forEach(type -> beans.produce(SyntheticBeanBuildItem.create(Object.class)
                .types(type)
                .addQualifier(AnnotationInstance.builder(ACTOR_KEY).build())
                .forceApplicationClass()
                .scope(Dependent.class)
                .setRuntimeInit()
                .createWith(recorder.key())
                .done()));
    }

    /** Types without a converter of their own are converted by calling a constructor or a static method. */
    @BuildStep
    void reflection(ActorsBuildItem actors, BuildProducer<ReflectiveClassBuildItem> reflective) {
        TreeSet<String> types = new TreeSet<>();
        for (ActorDeclaration actor : actors.application().actors()) {
            if (actor.isKeyed()) {
                types.add(actor.keyType().name().toString());
            }
        }
        types.forEach(type -> reflective.produce(ReflectiveClassBuildItem.builder(type).constructors().methods()
                .reason("key of an actor").build()));
    }
}
