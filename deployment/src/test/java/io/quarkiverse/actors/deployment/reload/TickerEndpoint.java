package io.quarkiverse.actors.deployment.reload;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.actors.ActorRef;

@Path("/ticker")
public class TickerEndpoint {

    @Inject
    ActorRef<Ticker> ticker;

    @GET
    public String path() {
        return ticker.path();
    }
}
