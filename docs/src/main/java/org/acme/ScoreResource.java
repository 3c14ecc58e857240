package org.acme;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorStream;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

@Path("/score")
public class ScoreResource {

    @Inject
    ActorRef<Score> score; // the address of an actor
    @Inject
    @ActorStream(Score.class)
    Multi<String> rolls; // what its task emits

    @GET
    public Uni<Integer> sum() {
        return score.ask(Score::sum); // a message: runs when the actor has time, on the actor itself
    }

    @GET
    @Path("/rolls")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<String> rolls() {
        return rolls;
    }
}
