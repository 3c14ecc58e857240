package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorException;

/** The bean of an actor: created on a worker when it is first needed. Control thread, unless a method says otherwise. */
final class Instance {

    private final String actor;
    private final ActorBinding binding;
    private final Surroundings surroundings;
    private volatile Object bean;
    /** Completes when the bean that is being created is there; null if none is. */
    private CompletableFuture<Void> ready;

    Instance(String actor, ActorBinding binding, Surroundings surroundings) {
        this.actor = actor;
        this.binding = binding;
        this.surroundings = surroundings;
    }

    /** The bean; null while there is none. Any thread. */
    Object get() {
        return bean;
    }

    /** Creates the bean unless it is there; fails if that cannot be done. */
    CompletableFuture<Void> ensure() {
        if (bean != null) {
            return CompletableFuture.completedFuture(null);
        }
        if (ready == null) {
            CompletableFuture<Void> created = new CompletableFuture<>();
            ready = created;
            surroundings.threads().workers().execute(() -> create(created));
        }
        return ready;
    }

    private void create(CompletableFuture<Void> created) {
        Object instance = null;
        Throwable failure = null;
        try {
            instance = binding.instance();
        } catch (Throwable t) {
            failure = new ActorException("The bean of " + actor + " could not be created: " + t, t);
        }
        Object found = instance;
        Throwable problem = failure;
        surroundings.control().execute(() -> {
            bean = found;
            ready = null;
            if (problem == null) {
                created.complete(null);
            } else {
                created.completeExceptionally(problem);
            }
        });
    }

    /** Lets go of the bean and creates another one. */
    CompletableFuture<Void> renew() {
        bean = null;
        CompletableFuture<Void> discarded = new CompletableFuture<>();
        surroundings.threads().workers().execute(() -> {
            try {
                binding.discardInstance();
            } catch (RuntimeException failure) {
                LOG.instanceNotDestroyed(failure, actor);
            }
            surroundings.control().execute(() -> discarded.complete(null));
        });
        return discarded.thenCompose(ignored -> ensure());
    }
}
