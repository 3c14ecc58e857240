package io.quarkiverse.actors.deployment.reload;

import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ActorSystem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;

@Path("/actors")
public class ActorsEndpoint {

    @Inject
    ActorSystem system;

    @Inject
    @ActorStream(Ticker.class)
    Multi<Long> ticks;

    /** The actors in the order of their start. */
    @GET
    public String all() {
        return system.actors().stream().map(ActorsEndpoint::one).collect(Collectors.joining("; "));
    }

    private static String one(ActorRef<?> ref) {
        return ref.name() + " " + ref.path() + " " + ref.tasks().stream().map(task -> task.name()).sorted().toList();
    }

    /** Subscribes, and leaves a subscriber behind that does not ask for anything. */
    @GET
    @Path("tick")
    @Blocking
    public long tick() {
        ticks.subscribe().withSubscriber(new Idle());
        return ticks.select().first().toUni().await().indefinitely();
    }
}
