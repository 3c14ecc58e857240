package io.quarkiverse.actors.runtime.health;

import java.util.function.Predicate;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.ActorsRuntime;
import io.quarkiverse.actors.runtime.system.Census;

/** What the states of actors mean for health. The answers have states only: no message of an exception leaves through them. */
final class ActorStates {

    private ActorStates() {
    }

    /** Stopped by hand and never started are as they should be; whatever is on its way somewhere is not there yet. */
    static boolean isReady(ActorState state) {
        return switch (state) {
            case INITIALIZED, STOPPED, HEALTHY, DEGRADED, PAUSED -> true;
            default -> false;
        };
    }

    /** Nothing restarts a crashed actor. */
    static boolean isLive(ActorState state) {
        return state != ActorState.CRASHED;
    }

    static HealthCheckResponse respond(String check, ActorsRuntime runtime, boolean up, Predicate<ActorState> each) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(check);
        boolean all = up;
        for (ActorRef<?> actor : runtime.actors().actors()) {
            ActorState state = actor.state();
            all &= each.test(state);
            response.withData(actor.name(), state.path());
        }
        runtime.actors().keyedActors().forEach(actor -> count(actor, runtime, response));
        return response.status(all).build();
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
