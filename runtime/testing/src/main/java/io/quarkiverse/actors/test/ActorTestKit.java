package io.quarkiverse.actors.test;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.ActorsRuntime;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.system.Actors;
import io.quarkus.arc.Unremovable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * What tests do with the actors of a {@code @QuarkusTest}; to be injected into the test.
 * <p>
 * With {@code %test.quarkus.actors.start-mode=halted} no actor runs before a test starts it, so that mocks are in their places
 * by then, and the actors are stopped again at the end of each test method, before its mocks go. After each test method, before
 * {@code @AfterEach}, the clock goes again, no task is stepped, injected failures that did not happen are forgotten, and probes
 * watch no more.
 * <p>
 * Time limits are of the system's time, ten seconds unless a method says otherwise. Thread-safe; not to be used by actors.
 */
@Singleton
@Unremovable
public class ActorTestKit {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final ActorsRuntime runtime;
    private final Actors actors;
    private final TestInstrumentation instrumentation;
    private final Stepping stepping;
    private final Quiet quiet;
    private final boolean halted;
    private final Queue<StreamProbe<?>> probes = new ConcurrentLinkedQueue<>();

    @Inject
    ActorTestKit(ActorsRuntime runtime, TestInstrumentation instrumentation,
            @ConfigProperty(name = "quarkus.actors.start-mode", defaultValue = "auto") String startMode) {
        this.runtime = runtime;
        this.actors = runtime.actors();
        this.instrumentation = instrumentation;
        this.stepping = new Stepping(actors, instrumentation);
        this.quiet = new Quiet(actors, instrumentation.platform().control());
        this.halted = "halted".equalsIgnoreCase(startMode);
        instrumentation.clock().settleWith(() -> quiet.await(SETTLING));
    }

    /**
     * Starts actors, with what they depend on, and waits until they are started.
     *
     * @param types the classes of the actors, which are not keyed
     */
    public void start(Class<?>... types) {
        for (Class<?> type : types) {
            actors.actor(type).start().await().atMost(LIMIT);
        }
    }

    /**
     * From now on, until the end of the test, tasks of an actor run only when {@link #tick} tells them to, also those that
     * begin later. Best called before the actor starts. A stop is as always: consumers drain.
     *
     * @param type the class of the actor, which is not keyed
     */
    public void step(Class<?> type) {
        stepping.step(name(type));
    }

    /**
     * Runs one iteration of a task, whatever its schedule or a backoff says, and waits until it is over. An iteration that
     * fails does not fail the call: it is supervised as always.
     *
     * @param type the class of the actor, which is started and not keyed
     * @param task the name of the task: one that is periodic, or whose actor is {@linkplain #step stepped}; with one iteration
     *        at a time, and no {@code Multi}
     * @throws AssertionError if the iteration does not begin, as without an item to consume, or does not end
     * @throws IllegalStateException if the actor is not started, or the task has ended or runs by itself
     */
    public void tick(Class<?> type, String task) {
        stepping.tick(name(type), task);
    }

    /**
     * Lets calls of a method by the actor system fail, one for each failure; an injected failure that was not met by the end of
     * the test is forgotten.
     *
     * @param type the class of the actor; of a keyed one whichever instance comes first
     * @param method the name of a task's method, a resource, a hook or a guard
     * @param failures what the next calls throw, in this order
     */
    public void fail(Class<?> type, String method, Throwable... failures) {
        ActorModel model = actors.model(type);
        Set<String> methods = new TreeSet<>();
        model.tasks().forEach(task -> methods.add(task.method().name()));
        model.resources().forEach(resource -> methods.add(resource.method().name()));
        model.hooks().forEach(hook -> methods.add(hook.method().name()));
        if (!methods.contains(method)) {
            throw new IllegalArgumentException("%s has no method %s that the actor system calls; it calls %s"
                    .formatted(model.name(), method, methods));
        }
        for (Throwable failure : failures) {
            instrumentation.fail(model.name(), method, failure);
        }
    }

    /**
     * Waits until an actor is in a state, or passes through it.
     *
     * @param type the class of the actor, which is not keyed
     * @param state the state, or one around it
     * @throws AssertionError if it is not there after ten seconds
     */
    public void await(Class<?> type, ActorState state) {
        await(actors.actor(type), state);
    }

    /**
     * Waits until an actor is in a state, or passes through it.
     *
     * @param actor the actor, or an instance of a keyed one
     * @param state the state, or one around it
     * @throws AssertionError if it is not there after ten seconds
     */
    public void await(ActorRef<?> actor, ActorState state) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        Cancellable watch = actor.transitions().subscribe().with(transition -> {
            if (transition.to().isIn(state)) {
                reached.complete(null);
            }
        }, reached::completeExceptionally);
        try {
            if (!actor.state().isIn(state)) {
                reached.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException late) {
            throw new AssertionError("%s is %s and not %s after %ds".formatted(
                    actor.key() == null ? actor.name() : actor.name() + "[" + actor.key() + "]", actor.path(), state.path(),
                    LIMIT.toSeconds()));
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + actor.name() + " to be " + state.path(), interrupt);
        } catch (ExecutionException failure) {
            throw new AssertionError("The transitions of " + actor.name() + " cannot be watched", failure.getCause());
        } finally {
            watch.cancel();
        }
    }

    /**
     * Waits until no actor has anything left to do at the present time: no iteration or message in hand or due, no start or
     * stop under way. A task that is always busy never lets that happen.
     *
     * @throws AssertionError if it is not so after ten seconds
     */
    public void awaitQuiet() {
        if (!quiet.await(LIMIT)) {
            throw new AssertionError("The actors are still busy after " + LIMIT.toSeconds() + "s");
        }
    }

    /**
     * The time as the actors see it.
     *
     * @return always the same
     */
    public TestClock clock() {
        return instrumentation.clock();
    }

    /**
     * Watches what a task emits.
     *
     * @param <T> the type of the items; not checked
     * @param type the class of the actor; of a keyed one all instances
     * @param task the name of the task
     * @return a probe that has missed nothing that is emitted after the call, and is closed at the end of the test
     */
    @SuppressWarnings("unchecked")
    public <T> StreamProbe<T> probe(Class<?> type, String task) {
        return probe((Multi<T>) runtime.stream(actors.model(type).name(), task));
    }

    /**
     * Watches a stream.
     *
     * @param <T> the type of the items
     * @param stream one that was injected with {@code @ActorStream}, or any other
     * @return a probe that has missed nothing that is emitted after the call, and is closed at the end of the test
     */
    public <T> StreamProbe<T> probe(Multi<T> stream) {
        StreamProbe<T> probe = StreamProbe.of(stream);
        probes.add(probe);
        return probe;
    }

    /** Undoes what a test has done. */
    void reset() {
        instrumentation.reset();
        if (halted) {
            actors.stop().await().atMost(STOP);
        }
        stepping.reset();
        for (StreamProbe<?> probe = probes.poll(); probe != null; probe = probes.poll()) {
            probe.close();
        }
    }

    private String name(Class<?> type) {
        return actors.actor(type).name();
    }
}
