package io.quarkiverse.actors.runtime.devui;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorSystem;
import io.quarkiverse.actors.runtime.ActorsRuntime;
import io.quarkiverse.actors.runtime.devui.SystemView.ActorView;
import io.quarkiverse.actors.runtime.devui.SystemView.StatesView;
import io.quarkiverse.actors.runtime.system.Actors;
import io.quarkus.runtime.annotations.DevMCPEnableByDefault;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** What the Dev UI asks and orders. Its methods are tools of Dev MCP as well. */
public class ActorsJsonRpcService {

    private static final Duration EVERY = Duration.ofMillis(500);

    private final ActorsRuntime runtime;
    private final ActorSystem system;

    @Inject
    ActorsJsonRpcService(ActorsRuntime runtime, ActorSystem system) {
        this.runtime = runtime;
        this.system = system;
    }

    /**
     * All actors as they are now.
     *
     * @return the view
     */
    @JsonRpcDescription("Get all actors with their states, dependencies, resources, tasks, streams and failures")
    @DevMCPEnableByDefault
    public SystemView getActors() {
        return Views.of(actors());
    }

    /**
     * The same again and again.
     *
     * @return a view now and twice a second from then on
     */
    public Multi<SystemView> streamActors() {
        return views(this::getActors);
    }

    /**
     * How many actors are in which state, in a line.
     *
     * @return the line now and twice a second from then on
     */
    public Multi<String> streamSummary() {
        return views(this::summary);
    }

    private static <T> Multi<T> views(Supplier<T> view) {
        return Multi.createFrom().ticks().every(EVERY).onOverflow().drop().map(tick -> view.get());
    }

    private String summary() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ActorView actor : getActors().actors()) {
            if (actor.keyed()) {
                actor.instances().forEach((path, count) -> counts.merge(outermost(path), count, Integer::sum));
            } else {
                counts.merge(outermost(actor.path()), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String outermost(String path) {
        return path.split("\\.", 2)[0];
    }

    /**
     * The states that an actor may be in.
     *
     * @param actor the name of the actor
     * @return the states and what leads from one to another
     */
    @JsonRpcDescription("Get the state diagram of an actor, also as Mermaid text")
    public StatesView getStates(@JsonRpcDescription("The name of the actor") String actor) {
        return Views.states(actors().stateDiagram(actor), actors().model(actor).substates());
    }

    /**
     * The dependencies of the actors.
     *
     * @return the text of a Mermaid diagram
     */
    @JsonRpcDescription("Get the dependency graph of the actors as the text of a Mermaid diagram")
    @DevMCPEnableByDefault
    public String getGraph() {
        return system.graph().toMermaid();
    }

    /**
     * Starts an actor and what it requires.
     *
     * @param actor the name of the actor
     * @return its state afterwards; fails with the reason why it did not start
     */
    @JsonRpcDescription("Start an actor, and what it requires")
    public Uni<String> start(@JsonRpcDescription("The name of the actor") String actor) {
        return order(actor, ActorRef::start);
    }

    /**
     * Stops an actor and what requires it.
     *
     * @param actor the name of the actor
     * @return its state afterwards
     */
    @JsonRpcDescription("Stop an actor, and what requires it")
    public Uni<String> stop(@JsonRpcDescription("The name of the actor") String actor) {
        return order(actor, ActorRef::stop);
    }

    /**
     * Pauses an actor.
     *
     * @param actor the name of the actor
     * @return its state afterwards
     */
    @JsonRpcDescription("Pause the tasks of an actor; buffers and resources are kept")
    public Uni<String> pause(@JsonRpcDescription("The name of the actor") String actor) {
        return order(actor, ActorRef::pause);
    }

    /**
     * Resumes an actor that is paused.
     *
     * @param actor the name of the actor
     * @return its state afterwards
     */
    @JsonRpcDescription("Resume the tasks of an actor that is paused")
    public Uni<String> resume(@JsonRpcDescription("The name of the actor") String actor) {
        return order(actor, ActorRef::resume);
    }

    /**
     * Restarts an actor.
     *
     * @param actor the name of the actor
     * @return its state afterwards
     */
    @JsonRpcDescription("Restart an actor: its resources are released and acquired anew")
    public Uni<String> restart(@JsonRpcDescription("The name of the actor") String actor) {
        return order(actor, ActorRef::restart);
    }

    private Uni<String> order(String actor, Function<ActorRef<?>, Uni<Void>> order) {
        ActorRef<?> ref = system.actor(actor);
        return order.apply(ref).map(ignored -> ref.path());
    }

    private Actors actors() {
        return runtime.actors();
    }
}
