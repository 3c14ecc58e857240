package io.quarkiverse.actors;

import java.util.List;

import io.smallrye.mutiny.Uni;

/**
 * All actors of the application.
 * <p>
 * Injectable. Every method may be called from any thread; the calls that return a {@code Uni} act when they are made, as
 * those of {@link ActorRef} do.
 */
public interface ActorSystem {

    /**
     * The actors of the application.
     *
     * @return a reference to each that is not keyed, dependencies before dependents, ties by name
     */
    List<ActorRef<?>> actors();

    /**
     * The actor of a class.
     *
     * @param <A> the class of the actor
     * @param actor a class annotated {@link Actor}, not null
     * @return its reference
     * @throws IllegalArgumentException if the class is no actor of this application, or is keyed
     */
    <A> ActorRef<A> actor(Class<A> actor);

    /**
     * The instance of a keyed actor for a key: an address, whether or not the instance is there. It is made and started once,
     * however many ask at the same time, by the first start or message.
     *
     * @param <A> the class of the actor
     * @param actor a class annotated {@link Actor} with {@link Actor#keyed() keyed = true}, not null
     * @param key the key, not null and not empty
     * @return its reference; references to the same instance are interchangeable
     * @throws IllegalArgumentException if the class is no keyed actor of this application, or if the key is null or empty
     */
    <A> ActorRef<A> actor(Class<A> actor, String key);

    /**
     * The actor of a name.
     *
     * @param name the name, not null
     * @return its reference
     * @throws IllegalArgumentException if no actor of this application has that name, or if it is keyed
     */
    ActorRef<?> actor(String name);

    /**
     * The dependencies of the actors, as recorded by the build.
     *
     * @return the graph, always the same
     */
    ActorGraph graph();

    /**
     * Starts every actor that starts with the application, and what it requires. Actors that are started stay so.
     *
     * @return completes when all are started; fails if one could not be, while the others go on
     */
    Uni<Void> start();

    /**
     * Stops every actor: first tasks, producers before consumers, then resources, dependents before dependencies.
     *
     * @return completes when all are stopped; fails if one ended in {@link ActorState#CRASHED}
     */
    Uni<Void> stop();

    /**
     * Waits until every continuous task of every actor that was started, or starts with the application, has succeeded.
     *
     * @return completes when they have, or when their actors stop; fails with the cause when one of them cannot any more
     */
    Uni<Void> completion();
}
