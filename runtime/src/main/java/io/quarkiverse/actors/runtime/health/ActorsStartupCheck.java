package io.quarkiverse.actors.runtime.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

import io.quarkiverse.actors.runtime.ActorsRuntime;

/** Up once the start of the actors with the application is over. */
@Startup
@Singleton
public class ActorsStartupCheck implements HealthCheck {

    private final ActorsRuntime runtime;

    @Inject
    ActorsStartupCheck(ActorsRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public HealthCheckResponse call() {
        return Answer.of("Actors - startup check", runtime, !runtime.hasFailed(), runtime.health().starting());
    }
}
