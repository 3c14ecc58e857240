package io.quarkiverse.actors.runtime.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

import io.quarkiverse.actors.runtime.ActorsRuntime;

/** Down once an actor has crashed and nothing will start it again. */
@Liveness
@Singleton
public class ActorsLivenessCheck implements HealthCheck {

    private final ActorsRuntime runtime;

    @Inject
    ActorsLivenessCheck(ActorsRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public HealthCheckResponse call() {
        return Answer.of("Actors - liveness check", runtime, true, runtime.health().dead());
    }
}
