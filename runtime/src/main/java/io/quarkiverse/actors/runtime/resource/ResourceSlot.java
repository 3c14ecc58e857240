package io.quarkiverse.actors.runtime.resource;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.ResourceUnavailableException;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.smallrye.mutiny.Uni;

/** One resource of an actor as its method sees it: absent, acquired, or unavailable. */
public final class ResourceSlot {

    private final String name;
    private final Returns returns;
    private volatile Thread acquirer;
    private volatile Object value;
    private volatile Throwable unavailable;

    ResourceSlot(String name, Returns returns) {
        this.name = name;
        this.returns = returns;
    }

    /**
     * A call of the resource method: the one call that acquires goes through, every other gets what was acquired. Any thread.
     *
     * @param method the method itself
     * @return what the method returned, or the acquired resource in the form that the method returns
     * @throws Exception what the method threw
     * @throws ResourceUnavailableException if the actor started without the resource
     * @throws ActorNotStartedException before the acquisition and after the release
     */
    public Object call(Callable<?> method) throws Exception {
        if (acquirer == Thread.currentThread()) {
            acquirer = null;
            return method.call();
        }
        Object acquired = value;
        if (acquired != null) {
            return switch (returns) {
                case UNI -> Uni.createFrom().item(acquired);
                case STAGE -> CompletableFuture.completedFuture(acquired);
                default -> acquired;
            };
        }
        Throwable cause = unavailable;
        if (cause != null) {
            throw new ResourceUnavailableException(name + " is not available: its actor started without it", cause);
        }
        throw new ActorNotStartedException(name + " is not acquired: it is there from the start of its actor to the stop");
    }

    /** The name of the resource, such as {@code FileHead#logFile}. */
    @Override
    public String toString() {
        return name;
    }

    /** Calls the method in such a way that the call comes through to it. */
    Object acquire(Step.Body method) throws Throwable {
        acquirer = Thread.currentThread();
        try {
            return method.call();
        } finally {
            if (acquirer == Thread.currentThread()) {
                acquirer = null;
            }
        }
    }

    void set(Object acquired) {
        value = acquired;
    }

    void setUnavailable(Throwable cause) {
        unavailable = cause;
    }

    /** Takes a resource out, unless another one has taken its place. */
    void clear(Object acquired) {
        if (value == acquired) {
            value = null;
        }
    }
}
