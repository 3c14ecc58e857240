package io.quarkiverse.actors.deployment.reload;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorStream;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.TaskSnapshot;
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
        return system.actors().stream().map(this::one).collect(Collectors.joining("; "));
    }

    private String one(ActorRef<?> ref) {
        List<String> tasks = ref.tasks().stream().map(TaskSnapshot::name).sorted().toList();
        return "%s %s %s after %s".formatted(ref.name(), ref.path(), tasks, system.graph().dependenciesOf(ref.name()));
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
