package io.quarkiverse.actors.runtime.health;

import java.util.Collection;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import io.quarkiverse.actors.runtime.ActorsHealth;
import io.quarkiverse.actors.runtime.ActorsRuntime;
import io.quarkiverse.actors.runtime.system.Census;

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
        ActorsHealth.describe(runtime.actors().singleActors(), down, actor -> runtime.actors().actor(actor).path())
                .forEach(response::withData);
        runtime.actors().keyedActors().forEach(actor -> count(actor, runtime, response));
        return response.build();
    }

    /** One instance of many makes the application neither unready nor dead: what is wrong with it is told, and that is all. */
    private static void count(String actor, ActorsRuntime runtime, HealthCheckResponseBuilder response) {
        Census census = runtime.actors().census(actor);
        response.withData(actor, census.toString());
        if (!census.troubled().isEmpty()) {
            response.withData(actor + " unhealthy or crashed", String.join(", ", census.troubled()));
        }
    }
}
