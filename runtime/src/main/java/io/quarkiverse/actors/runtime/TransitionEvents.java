package io.quarkiverse.actors.runtime;

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

import org.jboss.logging.Logger;

import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.runtime.lifecycle.TransitionListener;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.ManagedContext;

/**
 * Makes transitions CDI events: those of one actor in order, on worker threads, each observer on its own, so that one that
 * throws does not keep an event from the others.
 */
final class TransitionEvents implements TransitionListener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.actors");
    /** So many workers at most: slow observers of a thousand actors must not hold them all. */
    private static final int LANES = 8;
    private static final EventMetadata METADATA = new Metadata();

    private final List<ObserverMethod<? super ActorTransition>> observers;
    private final ManagedContext requestContext;
    private final Executor workers;
    /** What was delivered last in each lane; belongs to the control thread. */
    private final CompletableFuture<?>[] lanes = new CompletableFuture<?>[LANES];

    private TransitionEvents(List<ObserverMethod<? super ActorTransition>> observers, ManagedContext requestContext,
            Executor workers) {
        this.observers = observers;
        this.requestContext = requestContext;
        this.workers = workers;
        Arrays.fill(lanes, CompletableFuture.completedFuture(null));
    }

    /**
     * The events of an application.
     *
     * @param container knows the observers
     * @param workers run them
     * @return the listener that makes events; null if nobody observes them
     */
    static TransitionEvents of(ArcContainer container, Executor workers) {
        List<ObserverMethod<? super ActorTransition>> observers = container
                .<ActorTransition> resolveObserverMethods(ActorTransition.class).stream()
                .filter(observer -> !observer.isAsync()).collect(Collectors.toList());
        return observers.isEmpty() ? null : new TransitionEvents(observers, container.requestContext(), workers);
    }

    @Override
    public void onTransition(ActorTransition transition) {
        int lane = Math.floorMod(transition.actor().hashCode(), LANES);
        lanes[lane] = lanes[lane].handleAsync((delivered, failure) -> {
            deliver(new Occurrence(transition));
            return null;
        }, workers);
    }

    /**
     * Waits for what has been made an event so far. Control thread.
     *
     * @return completes when the observers have seen it
     */
    CompletableFuture<Void> delivered() {
        return CompletableFuture.allOf(lanes);
    }

    private void deliver(Occurrence occurrence) {
        requestContext.activate();
        try {
            observers.forEach(observer -> notify(observer, occurrence));
        } finally {
            requestContext.terminate();
        }
    }

    private static void notify(ObserverMethod<? super ActorTransition> observer, Occurrence occurrence) {
        try {
            observer.notify(occurrence.as());
        } catch (Throwable failure) {
            LOG.errorf(failure, "An observer in %s failed on the transition of %s to %s", observer.getBeanClass().getName(),
                    occurrence.event().actor(), occurrence.event().to().path());
        }
    }

    /** An event as CDI hands it to observers. */
    private record Occurrence(ActorTransition event) implements EventContext<ActorTransition> {

        @Override
        public ActorTransition getEvent() {
            return event;
        }

        @Override
        public EventMetadata getMetadata() {
            return METADATA;
        }

        /** An observer of a supertype gets the same. */
        @SuppressWarnings("unchecked")
        <T> EventContext<T> as() {
            return (EventContext<T>) this;
        }
    }

    /** What CDI tells observers that ask. */
    private static final class Metadata implements EventMetadata {

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
            return ActorTransition.class;
        }
    }
}
