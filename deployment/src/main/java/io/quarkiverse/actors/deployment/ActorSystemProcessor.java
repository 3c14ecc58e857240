package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_REF;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_SYSTEM;
import static io.quarkus.deployment.annotations.ExecutionTime.RUNTIME_INIT;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.invoke.Invoker;
import jakarta.inject.Singleton;

import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.runtime.ActorsRecorder;
import io.quarkiverse.actors.runtime.ActorsRuntime;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ExecutorBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.vertx.core.deployment.CoreVertxBuildItem;
import io.smallrye.mutiny.Multi;

/** Records the actor system, and the beans through which applications reach it. */
class ActorSystemProcessor {

    private static final ClassType RUNTIME = ClassType.create(ActorsRuntime.class);

    /** Nothing is recorded for an application that has no actors and does not ask for them. */
    @BuildStep
    @Record(RUNTIME_INIT)
    void system(ActorsRecorder recorder, RecorderContext context, BeanDiscoveryFinishedBuildItem discovery,
            ActorsBuildItem actors, ValidatedActorsBuildItem validated, ActorInvokersBuildItem invokers,
            CoreVertxBuildItem vertx, ExecutorBuildItem executor, BuildProducer<SyntheticBeanBuildItem> beans) {
        if (!isWanted(discovery, actors)) {
            return;
        }
        Map<String, List<RuntimeValue<Invoker<Object, Object>>>> instances = new TreeMap<>();
        invokers.classNames().forEach((actor, classNames) -> instances.put(actor, classNames.stream()
                .map(className -> context.<Invoker<Object, Object>> newInstance(className)).toList()));
        beans.produce(SyntheticBeanBuildItem.configure(ActorsRuntime.class)
                .scope(Singleton.class)
                .setRuntimeInit()
                .createWith(recorder.runtime(validated.actors(), instances, vertx.getVertx(), executor.getExecutorProxy()))
                .done());
        beans.produce(SyntheticBeanBuildItem.configure(ActorSystem.class)
                .scope(ApplicationScoped.class)
                .setRuntimeInit()
                .addInjectionPoint(RUNTIME)
                .unremovable()
                .createWith(recorder.system())
                .done());
    }

    private static boolean isWanted(BeanDiscoveryFinishedBuildItem discovery, ActorsBuildItem actors) {
        return !actors.streams().isEmpty() || !actors.refs().isEmpty()
                || discovery.getInjectionPoints().stream().anyMatch(ActorSystemProcessor::asksForActors);
    }

    /** The interceptor of resources looks whether there is a runtime; that alone makes none. */
    private static boolean asksForActors(InjectionPointInfo injectionPoint) {
        DotName type = injectionPoint.getRequiredType().name();
        return type.equals(ACTOR_SYSTEM) || type.equals(RUNTIME.name()) && !injectionPoint.isProgrammaticLookup();
    }

    /** One for each actor; and one for each injection point that validation refuses, so that only its message is seen. */
    @BuildStep
    @Record(RUNTIME_INIT)
    void refs(ActorsRecorder recorder, ActorsBuildItem actors, BuildProducer<SyntheticBeanBuildItem> beans) {
        Map<String, String> names = new HashMap<>();
        Set<String> keyed = new HashSet<>();
        Map<String, Type> types = new TreeMap<>(); // the same order in every build
        for (ActorDeclaration actor : actors.application().actors()) {
            Type type = ParameterizedType.create(ACTOR_REF, ClassType.create(actor.type().name()));
            types.put(type.toString(), type);
            names.put(type.toString(), actor.name());
            if (actor.isKeyed()) {
                keyed.add(type.toString());
            }
        }
        for (RefDeclaration ref : actors.refs()) {
            Type type = ParameterizedType.create(ACTOR_REF, ref.actor());
            types.putIfAbsent(type.toString(), type);
        }
        types.forEach((key, type) -> beans.produce(SyntheticBeanBuildItem.create(ActorRef.class)
                .addType(type)
                .forceApplicationClass()
                .scope(keyed.contains(key) ? Dependent.class : Singleton.class)
                .setRuntimeInit()
                .addInjectionPoint(RUNTIME)
                .createWith(keyed.contains(key) ? recorder.keyedRef(names.get(key))
                        : recorder.ref(names.getOrDefault(key, "")))
                .done()));
    }

    /**
     * One for each actor and task that are named, with all types that are asked for: several beans would be ambiguous to
     * who asks with a wildcard. Also for those that validation refuses, so that only its message is seen.
     */
    @BuildStep
    @Record(RUNTIME_INIT)
    void streams(ActorsRecorder recorder, ActorsBuildItem actors, BuildProducer<SyntheticBeanBuildItem> beans) {
        Producers producers = new Producers(actors.application());
        Map<String, SyntheticBeanBuildItem.ExtendedBeanConfigurator> configurators = new TreeMap<>();
        for (StreamDeclaration stream : actors.streams()) {
            configurators.computeIfAbsent(stream.actor() + "#" + stream.task(), key -> {
                Producers.Producer producer = producers.find(stream.reader(), stream.actor(), stream.task());
                String actor = producer.error() == null ? producer.actor().name() : "";
                String task = producer.error() == null ? producer.task() : "";
                return stream(stream).createWith(recorder.stream(actor, task));
            }).addType(beanType(stream.type()));
        }
        configurators.values().forEach(bean -> beans.produce(bean.done()));
    }

    private static SyntheticBeanBuildItem.ExtendedBeanConfigurator stream(StreamDeclaration stream) {
        return SyntheticBeanBuildItem.create(Multi.class)
                .addQualifier(stream.qualifier())
                // the qualifier names a class of the application, which may be package-private
                .forceApplicationClass()
                .targetPackageName(DotNames.packageName(stream.actor()))
                .scope(Singleton.class)
                .setRuntimeInit()
                .addInjectionPoint(RUNTIME);
    }

    /** The type of a bean must not have wildcards; one with the bound instead fits. */
    private static Type beanType(Type required) {
        if (required.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            return required;
        }
        return ParameterizedType.create(required.name(),
                required.asParameterizedType().arguments().stream().map(JavaTypes::upperBound).toArray(Type[]::new));
    }
}
