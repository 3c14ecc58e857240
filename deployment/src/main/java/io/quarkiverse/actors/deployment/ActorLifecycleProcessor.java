package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR;

import java.util.Optional;
import java.util.stream.Stream;

import io.quarkiverse.actors.runtime.ActorsLifecycle;
import io.quarkiverse.actors.runtime.ActorsShutdownListener;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ShutdownListenerBuildItem;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/** Lets actors start, stop and be watched with the application; an application without actors gets nothing of it. */
class ActorLifecycleProcessor {

    private static final String HEALTH = "io.quarkiverse.actors.runtime.health.";
    private static final String METRICS = "io.quarkiverse.actors.runtime.metrics.ActorsMetrics";
    private static final String TRACES = "io.quarkiverse.actors.runtime.traces.ActorsTracing";

    @BuildStep
    void lifecycle(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<ShutdownListenerBuildItem> listeners) {
        if (hasActors(index)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(ActorsLifecycle.class));
            listeners.produce(new ShutdownListenerBuildItem(new ActorsShutdownListener()));
        }
    }

    @BuildStep
    void health(CombinedIndexBuildItem index, Capabilities capabilities, ActorsBuildTimeConfig config,
            BuildProducer<HealthBuildItem> checks) {
        if (hasActors(index) && capabilities.isPresent(Capability.SMALLRYE_HEALTH)) {
            // by name: the classes cannot be loaded without SmallRye Health
            Stream.of("ActorsStartupCheck", "ActorsReadinessCheck", "ActorsLivenessCheck")
                    .forEach(check -> checks.produce(new HealthBuildItem(HEALTH + check, config.healthEnabled())));
        }
    }

    @BuildStep
    void metrics(CombinedIndexBuildItem index, Optional<MetricsCapabilityBuildItem> metrics, ActorsBuildTimeConfig config,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        boolean micrometer = metrics.map(capability -> capability.metricsSupported(MetricsFactory.MICROMETER)).orElse(false);
        if (hasActors(index) && micrometer && config.metricsEnabled()) {
            // by name: the class cannot be loaded without Micrometer
            beans.produce(AdditionalBeanBuildItem.unremovableOf(METRICS));
        }
    }

    @BuildStep
    void traces(CombinedIndexBuildItem index, Capabilities capabilities, ActorsBuildTimeConfig config,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (hasActors(index) && capabilities.isPresent(Capability.OPENTELEMETRY_TRACER) && config.tracesEnabled()) {
            // by name: the class cannot be loaded without OpenTelemetry
            beans.produce(AdditionalBeanBuildItem.unremovableOf(TRACES));
        }
    }

    private static boolean hasActors(CombinedIndexBuildItem index) {
        return !index.getIndex().getAnnotations(ACTOR).isEmpty();
    }
}
