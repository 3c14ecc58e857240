package io.quarkiverse.actors.runtime.health;

import java.util.Collection;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import io.quarkiverse.actors.runtime.ActorsHealth;
import io.quarkiverse.actors.runtime.ActorsRuntime;

/** The answer of a probe. */
final class Answer {

    private Answer() {
    }

    /**
     * Answers.
     *
     * @param check the name of the probe
     * @param runtime the actors
     * @param up whether the answer is up, unless actors are down
     * @param down the actors that make it down
     */
    static HealthCheckResponse of(String check, ActorsRuntime runtime, boolean up, Collection<String> down) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(check).status(up && down.isEmpty());
        ActorsHealth.describe(runtime.actors().graph().actors(), down, actor -> runtime.actors().actor(actor).path())
                .forEach(response::withData);
        return response.build();
    }
}
