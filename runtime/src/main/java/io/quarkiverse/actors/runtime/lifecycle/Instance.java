package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.runtime.lifecycle.ActorBinding.Bean;

/** The bean of an actor: created on a worker when it is first needed. Control thread, unless a method says otherwise. */
final class Instance {

    private final ActorCell cell;
    private volatile Bean bean;
    /** Outlives the bean: items may be consumed when the instance has gone. */
    private volatile Object key;
    /** Completes when the bean that is being created is there; null if none is. */
    private CompletableFuture<Void> ready;

    private boolean destroying;

    Instance(ActorCell cell) {
        this.cell = cell;
    }

    /** The bean; null while there is none. Any thread. */
    Object get() {
        Bean now = bean;
        return now == null ? null : now.instance();
    }

    /** The key as its actor declares it, once the bean was made. Any thread. */
    Object key() {
        return key;
    }

    /** Creates the bean unless it is there; fails if that cannot be done. */
    CompletableFuture<Void> ensure() {
        if (bean != null) {
            bean.refresh();
            return CompletableFuture.completedFuture(null);
        }
        if (ready == null) {
            CompletableFuture<Void> created = new CompletableFuture<>();
            ready = created;
            workers().execute(() -> create(created));
        }
        return ready;
    }

    private void create(CompletableFuture<Void> created) {
        ActorException failure = null;
        try {
            require();
        } catch (Throwable t) {
            failure = new ActorException("The bean of " + cell.name() + " could not be created: " + t, t);
        }
        ActorException problem = failure;
        control().execute(() -> {
            ready = null;
            if (problem == null) {
                created.complete(null);
            } else {
                created.completeExceptionally(problem);
            }
        });
    }

    /** The bean, which is created at once unless it is there. Worker. */
    synchronized Object require() {
        if (bean == null) {
            bean = cell.createBean();
            key = bean.key();
        }
        return bean.instance();
    }

    /** Lets go of the bean and creates another one. */
    CompletableFuture<Void> renew() {
        return discard().thenCompose(ignored -> ensure());
    }

    /** Lets go of the bean; completes when it is destroyed. */
    CompletableFuture<Void> discard() {
        if (ready != null) {
            return ready.handle((created, failure) -> null).thenCompose(ignored -> discard());
        }
        Bean old = bean;
        bean = null;
        if (old == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> discarded = new CompletableFuture<>();
        destroying = true;
        workers().execute(() -> {
            try {
                old.destroy();
            } catch (RuntimeException failure) {
                LOG.instanceNotDestroyed(failure, cell.name());
            }
            control().execute(() -> {
                destroying = false;
                discarded.complete(null);
            });
        });
        return discarded;
    }

    /** Whether a bean is being destroyed. */
    boolean isBeingDestroyed() {
        return destroying;
    }

    private Executor workers() {
        return cell.surroundings().threads().workers()::execute;
    }

    private ControlThread control() {
        return cell.surroundings().control();
    }
}
