package io.quarkiverse.actors.quickstart;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.IllegalTransitionException;
import io.quarkiverse.actors.TaskState;
import io.smallrye.mutiny.Uni;

/** Shows the actors, and passes lifecycle calls on to them. */
@Path("/actors")
public class ActorsResource {

    public record ActorView(String name, String state, List<TaskView> tasks) {

        static ActorView of(ActorRef<?> actor) {
            List<TaskView> tasks = actor.tasks().stream()
                    .map(task -> new TaskView(task.name(), task.state(), task.iterations(), task.emitted(), task.failed()))
                    .toList();
            return new ActorView(actor.name(), actor.path(), tasks);
        }
    }

    public record TaskView(String name, TaskState state, long iterations, long emitted, long failed) {
    }

    // tag::system[]
    @Inject
    ActorSystem actors;

    @GET
    public List<ActorView> all() {
        return actors.actors().stream().map(ActorView::of).toList();
    }

    @GET
    @Path("/graph")
    @Produces(MediaType.TEXT_PLAIN)
    public String graph() {
        return actors.graph().toMermaid();
    }

    @POST
    @Path("/start")
    public Uni<List<ActorView>> start() {
        return actors.start().map(started -> all());
    }

    @POST
    @Path("/{name}/{call}")
    public Uni<ActorView> call(String name, Call call) {
        ActorRef<?> actor = actors.actor(name);
        Uni<Void> done = switch (call) {
            case start -> actor.start();
            case stop -> actor.stop();
            case pause -> actor.pause();
            case resume -> actor.resume();
            case restart -> actor.restart();
        };
        return done.map(changed -> ActorView.of(actor));
    }
    // end::system[]

    /** The calls as they appear in the path. */
    public enum Call {
        start,
        stop,
        pause,
        resume,
        restart
    }

    @ServerExceptionMapper
    RestResponse<String> notAllowedNow(IllegalTransitionException e) {
        return RestResponse.status(Status.CONFLICT, e.getMessage());
    }

    @ServerExceptionMapper
    RestResponse<String> noSuchActor(IllegalArgumentException e) {
        return RestResponse.status(Status.NOT_FOUND, e.getMessage());
    }
}
