package io.quarkiverse.actors.runtime.health;

import java.util.function.Predicate;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.ActorsRuntime;

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
            all &= each.test(actor.state());
            response.withData(actor.name(), actor.path());
        }
        return response.status(all).build();
    }
}
