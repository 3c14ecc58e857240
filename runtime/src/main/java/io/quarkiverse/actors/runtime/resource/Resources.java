package io.quarkiverse.actors.runtime.resource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ResourceUnavailableException;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Timers;

/**
 * The resources of one actor: acquired one after another, released in reverse, each exactly once.
 * <p>
 * The methods are called, and what they return completes, on the control thread; the methods of the user are called on
 * workers and event loops.
 */
public final class Resources {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.actors");

    /**
     * A resource and how to acquire it.
     *
     * @param model the model
     * @param call calls its method
     * @param timeout the limit of acquisition and of release; null for none
     */
    public record Definition(ResourceModel model, MethodCall call, Duration timeout) {
    }

    /**
     * Where things run.
     *
     * @param workers for what blocks
     * @param loop for what does not
     * @param control for what touches the state of an actor
     * @param timers for timeouts
     */
    public record Threads(Executor workers, Executor loop, Executor control, Timers timers) {
    }

    /** A resource that is to be released. */
    private record Held(int index, Object value) {
    }

    private final String actor;
    private final List<Definition> definitions;
    private final List<ResourceSlot> slots;
    private final Threads threads;
    private Deque<Held> acquired = new ArrayDeque<>();
    private Step acquiring;
    private Step releasing;
    private Throwable cancellation;

    /**
     * @param actor the name of the actor
     * @param definitions its resources, in the order of acquisition
     * @param threads where things run
     */
    public Resources(String actor, List<Definition> definitions, Threads threads) {
        this.actor = actor;
        this.definitions = definitions;
        this.threads = threads;
        this.slots = definitions.stream()
                .map(d -> new ResourceSlot(actor + "#" + d.model().method().name(), d.model().method().returns()))
                .toList();
    }

    /**
     * The resource of a method. Any thread.
     *
     * @param method the name of the method
     * @return the slot
     */
    public ResourceSlot slot(String method) {
        for (int i = 0; i < definitions.size(); i++) {
            if (definitions.get(i).model().method().name().equals(method)) {
                return slots.get(i);
            }
        }
        throw new IllegalArgumentException(actor + " has no resource " + method);
    }

    /**
     * Acquires all resources.
     *
     * @param instance the actor
     * @return completes when all are acquired; fails with the first failure, in which case those acquired before are kept until
     *         {@link #release()}
     */
    public CompletableFuture<Void> acquire(Object instance) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        cancellation = null;
        acquire(instance, 0, done);
        return done;
    }

    private void acquire(Object instance, int index, CompletableFuture<Void> done) {
        if (index == definitions.size()) {
            done.complete(null);
            return;
        }
        Definition definition = definitions.get(index);
        ResourceSlot slot = slots.get(index);
        acquiring = new Step(slot + " was not acquired", definition.timeout(), value -> {
            slot.set(value);
            acquired.push(new Held(index, value));
            acquire(instance, index + 1, done);
        }, failure -> {
            if (cancellation != null) {
                done.completeExceptionally(cancellation);
            } else if (definition.model().optional() || failure instanceof ResourceUnavailableException) {
                LOG.warnf(failure, "%s is not available, %s starts without it", slot, actor);
                slot.setUnavailable(failure);
                acquire(instance, index + 1, done);
            } else {
                done.completeExceptionally(new ActorException(slot + " could not be acquired: " + failure, failure));
            }
        }, late -> dispose(index, late));
        acquiring.run(executor(definition), () -> slot.acquire(() -> definition.call().call(instance, MethodCall.NO_ARGUMENTS)),
                threads);
    }

    /**
     * Gives up the acquisition that is in progress, if one is: it is interrupted or cancelled, and released should it succeed
     * all the same.
     *
     * @param cause what {@link #acquire} fails with
     */
    public void cancelAcquisition(Throwable cause) {
        if (acquiring != null) {
            cancellation = cause;
            acquiring.giveUp(cause);
        }
    }

    /**
     * Releases what is acquired, and forgets what is unavailable. A failure is logged and does not keep the others from being
     * released.
     *
     * @return completes when all are released, with the failures, the last acquired first
     */
    public CompletableFuture<List<Throwable>> release() {
        slots.forEach(slot -> slot.setUnavailable(null));
        CompletableFuture<List<Throwable>> done = new CompletableFuture<>();
        Deque<Held> toRelease = acquired;
        acquired = new ArrayDeque<>();
        release(toRelease, new ArrayList<>(), done);
        return done;
    }

    private void release(Deque<Held> left, List<Throwable> failures, CompletableFuture<List<Throwable>> done) {
        Held held = left.poll();
        if (held == null) {
            done.complete(failures);
            return;
        }
        slots.get(held.index()).clear(held.value());
        releasing = releaseStep(held.index(), failure -> {
            if (failure != null) {
                failures.add(failure);
            }
            release(left, failures, done);
        });
        releasing.run(executor(definitions.get(held.index())), () -> Closing.close(held.value()), threads);
    }

    /**
     * Gives up the release that is in progress, if one is: it is interrupted or cancelled, and the next one begins.
     *
     * @param cause what the release fails with
     */
    public void giveUpRelease(Throwable cause) {
        if (releasing != null) {
            releasing.giveUp(cause);
        }
    }

    private void dispose(int index, Object value) {
        Step step = releaseStep(index, failure -> {
        });
        step.run(executor(definitions.get(index)), () -> Closing.close(value), threads);
    }

    private Step releaseStep(int index, Consumer<Throwable> next) {
        ResourceSlot slot = slots.get(index);
        return new Step(slot + " was not released", definitions.get(index).timeout(), ignored -> next.accept(null), failure -> {
            LOG.errorf(failure, "%s could not be released", slot);
            next.accept(failure);
        }, Step.NOTHING_LATE);
    }

    private Executor executor(Definition definition) {
        return definition.model().method().threading() == Threading.NON_BLOCKING ? threads.loop() : threads.workers();
    }
}
