package io.quarkiverse.actors.deployment;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Actors, at build time. */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = "quarkus.actors")
public interface ActorsBuildTimeConfig {

    /**
     * Whether the application has health checks of its actors, if it has SmallRye Health.
     */
    @WithName("health.enabled")
    @WithDefault("true")
    boolean healthEnabled();

    /**
     * Whether the application has metrics of its actors, if it has Micrometer.
     */
    @WithName("metrics.enabled")
    @WithDefault("true")
    boolean metricsEnabled();

    /**
     * Whether the application has traces of its actors, if it has OpenTelemetry.
     */
    @WithName("traces.enabled")
    @WithDefault("true")
    boolean tracesEnabled();
}
