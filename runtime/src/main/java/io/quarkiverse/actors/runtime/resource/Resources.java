package io.quarkiverse.actors.runtime.resource;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

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
    private Acquisition acquiring;
    private Release releasing;
    private final StepsInProgress steps = new StepsInProgress();
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
        acquiring = new Acquisition(instance, index, done);
        begin(index, acquiring, () -> slots.get(index).acquire(
                () -> definitions.get(index).call().call(instance, MethodCall.NO_ARGUMENTS)));
    }

    private void begin(int index, Step step, Step.Body body) {
        steps.add(step);
        step.run(executor(definitions.get(index)), body);
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
     * released. Waits for steps that were given up, before and after, and for the release of what they yield; see
     * {@link #abandon()}.
     *
     * @return completes when all are released, with the failures, the last acquired first
     */
    public CompletableFuture<List<Throwable>> release() {
        steps.await();
        slots.forEach(slot -> slot.setUnavailable(null));
        return steps.settled().thenCompose(ignored -> {
            CompletableFuture<List<Throwable>> done = new CompletableFuture<>();
            Deque<Held> toRelease = acquired;
            acquired = new ArrayDeque<>();
            release(toRelease, new ArrayList<>(), done);
            return done;
        }).thenCompose(failures -> steps.settled().thenApply(ignored -> failures));
    }

    private void release(Deque<Held> left, List<Throwable> failures, CompletableFuture<List<Throwable>> done) {
        Held held = left.poll();
        if (held == null) {
            done.complete(failures);
            return;
        }
        slots.get(held.index()).clear(held.value());
        releasing = new Release(held.index(), failure -> {
            if (failure != null) {
                failures.add(failure);
            }
            release(left, failures, done);
        });
        begin(held.index(), releasing, () -> Closing.close(held.value()));
    }

    /** Waits no more for steps that were given up: what is acquired is released all the same. */
    public void abandon() {
        steps.abandon();
    }

    /**
     * What gives up the release that is in progress at this moment, if one is: it is interrupted or cancelled, and the next one
     * begins. Nor are steps waited for any more that were given up before.
     *
     * @param cause what the release fails with
     * @return to be run once, also after another release has begun
     */
    public Runnable giveUpRelease(Throwable cause) {
        Release inHand = releasing;
        return () -> {
            if (inHand != null) {
                inHand.giveUp(cause);
            }
            abandon();
        };
    }

    /**
     * What is in progress, also if it was given up.
     *
     * @return such as {@code the release of FileHead#logFile}, those that began first first
     */
    public List<String> inProgress() {
        return steps.all().stream().map(Step::toString).toList();
    }

    /**
     * The threads that what is in progress sits on.
     *
     * @return none for what is asynchronous
     */
    public List<Thread> threadsInProgress() {
        return steps.all().stream().map(Step::thread).filter(Objects::nonNull).toList();
    }

    /**
     * Why the resources cannot be acquired yet.
     *
     * @return what is still in progress; null if nothing is
     */
    public ActorException obstacle() {
        return steps.all().stream().findFirst().map(step -> new ActorException(
                step.sentence() + " for the last run of " + actor + ": the actor cannot start before it returns"))
                .orElse(null);
    }

    /** Makes one resource available, then goes on with the next. */
    private final class Acquisition extends Step {

        private final Object instance;
        private final int index;
        private final CompletableFuture<Void> done;

        Acquisition(Object instance, int index, CompletableFuture<Void> done) {
            super(slots.get(index), definitions.get(index).timeout(), threads, true);
            this.instance = instance;
            this.index = index;
            this.done = done;
        }

        @Override
        void succeeded(Object value) {
            slots.get(index).set(value);
            acquired.push(new Held(index, value));
            acquire(instance, index + 1, done);
        }

        @Override
        void failed(Throwable cause) {
            ResourceSlot slot = slots.get(index);
            if (cancellation != null) {
                done.completeExceptionally(cancellation);
            } else if (definitions.get(index).model().optional() || cause instanceof ResourceUnavailableException) {
                LOG.resourceUnavailable(cause, slot, actor);
                slot.setUnavailable(cause);
                acquire(instance, index + 1, done);
            } else {
                done.completeExceptionally(new ActorException(slot + " could not be acquired: " + cause, cause));
            }
        }

        @Override
        void succeededLate(Object value) {
            begin(index, new Release(index, ignored -> {
            }), () -> Closing.close(value));
        }

        @Override
        void ended() {
            steps.remove(this);
        }
    }

    /** Releases one resource. */
    private final class Release extends Step {

        private final ResourceSlot slot;
        private final Consumer<Throwable> next;

        /** What comes next is told the failure; null if there was none. */
        Release(int index, Consumer<Throwable> next) {
            super(slots.get(index), definitions.get(index).timeout(), threads, false);
            this.slot = slots.get(index);
            this.next = next;
        }

        @Override
        void succeeded(Object value) {
            next.accept(null);
        }

        @Override
        void failed(Throwable cause) {
            LOG.resourceNotReleased(cause, slot);
            next.accept(cause);
        }

        @Override
        void ended() {
            steps.remove(this);
        }
    }

    private Executor executor(Definition definition) {
        return definition.model().method().threading() == Threading.NON_BLOCKING ? threads.loop() : threads.workers();
    }
}
