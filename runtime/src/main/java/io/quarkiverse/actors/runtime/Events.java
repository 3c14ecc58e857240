package io.quarkiverse.actors.runtime;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;

import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.ManagedContext;

/**
 * Fires CDI events: those of one actor in order, on worker threads, each observer on its own, so that one that throws does not
 * keep an event from the others. Control thread.
 */
final class Events {

    /** So many workers at most: slow observers of a thousand actors must not hold them all. */
    private static final int LANES = 8;

    private final ArcContainer container;
    private final ManagedContext requestContext;
    private final Executor workers;
    /** What was fired last in each lane. */
    private final CompletableFuture<?>[] lanes = new CompletableFuture<?>[LANES];

    /**
     * @param container knows the observers
     * @param workers run them
     */
    Events(ArcContainer container, Executor workers) {
        this.container = container;
        this.requestContext = container.requestContext();
        this.workers = workers;
        Arrays.fill(lanes, CompletableFuture.completedFuture(null));
    }

    /** Fires what has happened to an actor. */
    @FunctionalInterface
    interface Source<E> {

        /**
         * Fires an event.
         *
         * @param actor the name of the actor
         * @param event what has happened
         */
        void fire(String actor, E event);
    }

    /**
     * A type of events.
     *
     * @param type the class
     * @return fires events of it; null if nobody observes them
     */
    <E> Source<E> of(Class<E> type) {
        List<ObserverMethod<? super E>> observers = container.<E> resolveObserverMethods(type).stream()
                .filter(observer -> !observer.isAsync()).collect(Collectors.toList());
        EventMetadata metadata = new Metadata(type);
        return observers.isEmpty() ? null : (actor, event) -> enqueue(actor, observers, new Occurrence<>(event, metadata));
    }

    /**
     * Waits for what has been fired so far.
     *
     * @return completes when the observers have seen it
     */
    CompletableFuture<Void> delivered() {
        return CompletableFuture.allOf(lanes);
    }

    private <E> void enqueue(String actor, List<ObserverMethod<? super E>> observers, Occurrence<E> occurrence) {
        int lane = Math.floorMod(actor.hashCode(), LANES);
        lanes[lane] = lanes[lane].handleAsync((delivered, failure) -> {
            deliver(observers, occurrence);
            return null;
        }, workers);
    }

    private <E> void deliver(List<ObserverMethod<? super E>> observers, Occurrence<E> occurrence) {
        requestContext.activate();
        try {
            observers.forEach(observer -> notify(observer, occurrence));
        } finally {
            requestContext.terminate();
        }
    }

    private static <E> void notify(ObserverMethod<? super E> observer, Occurrence<E> occurrence) {
        try {
            observer.notify(occurrence.as());
        } catch (Throwable failure) {
            LOG.observerFailed(failure, observer.getBeanClass().getName(), occurrence.event());
        }
    }

    /** An event as CDI hands it to observers. */
    private record Occurrence<E>(E event, EventMetadata metadata) implements EventContext<E> {

        @Override
        public E getEvent() {
            return event;
        }

        @Override
        public EventMetadata getMetadata() {
            return metadata;
        }

        /** An observer of a supertype gets the same. */
        @SuppressWarnings("unchecked")
        <T> EventContext<T> as() {
            return (EventContext<T>) this;
        }
    }

    /** What CDI tells observers that ask. */
    private record Metadata(Class<?> type) implements EventMetadata {

        @Override
        public Set<Annotation> getQualifiers() {
            return Set.of(Any.Literal.INSTANCE);
        }

        @Override
        public InjectionPoint getInjectionPoint() {
            return null;
        }

        @Override
        public Type getType() {
            return type;
        }
    }
}
