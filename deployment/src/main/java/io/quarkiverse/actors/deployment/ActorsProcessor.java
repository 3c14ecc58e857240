package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_KEY;
import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_STREAM;
import static io.quarkiverse.actors.deployment.ActorNames.CONSUME_FROM;
import static io.quarkiverse.actors.deployment.ActorNames.CONSUME_FROM_LIST;

import java.util.Map;
import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkus.arc.deployment.BeanDefiningAnnotationBuildItem;
import io.quarkus.arc.deployment.QualifierRegistrarBuildItem;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.arc.processor.QualifierRegistrar;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.execannotations.ExecutionModelAnnotationsAllowedBuildItem;

/** Makes Quarkus know the annotations of actors. */
class ActorsProcessor {

    private static final String FEATURE = "actors";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    BeanDefiningAnnotationBuildItem actorsAreBeans() {
        return new BeanDefiningAnnotationBuildItem(ACTOR, BuiltinScope.APPLICATION.getName(), false);
    }

    @BuildStep
    QualifierRegistrarBuildItem streamsAndKeysAreQualified() {
        return new QualifierRegistrarBuildItem(new QualifierRegistrar() {
            @Override
            public Map<DotName, Set<String>> getAdditionalQualifiers() {
                return Map.of(ACTOR_STREAM, Set.of(), ACTOR_KEY, Set.of());
            }
        });
    }

    @BuildStep
    ExecutionModelAnnotationsAllowedBuildItem executionModelOfActors() {
        return new ExecutionModelAnnotationsAllowedBuildItem(ActorsProcessor::isCalledByTheActorSystem);
    }

    private static boolean isCalledByTheActorSystem(MethodInfo method) {
        return ActorNames.ROLES.stream().anyMatch(method::hasDeclaredAnnotation) || method.hasDeclaredAnnotation(CONSUME_FROM)
                || method.hasDeclaredAnnotation(CONSUME_FROM_LIST);
    }
}
