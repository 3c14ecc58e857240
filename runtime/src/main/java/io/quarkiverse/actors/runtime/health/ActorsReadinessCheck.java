package io.quarkiverse.actors.runtime.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.quarkiverse.actors.runtime.ActorsRuntime;

/** Up while every actor is where it should be. */
@Readiness
@Singleton
public class ActorsReadinessCheck implements HealthCheck {

    private final ActorsRuntime runtime;

    @Inject
    ActorsReadinessCheck(ActorsRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public HealthCheckResponse call() {
        return Answer.of("Actors - readiness check", runtime, !runtime.isStopping(), runtime.health().unready());
    }
}
