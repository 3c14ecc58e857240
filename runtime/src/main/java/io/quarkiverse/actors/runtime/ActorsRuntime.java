package io.quarkiverse.actors.runtime;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.invoke.Invoker;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.TaskTransition;
import io.quarkiverse.actors.runtime.lifecycle.ActorBinding;
import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.resource.ResourceSlot;
import io.quarkiverse.actors.runtime.system.Actors;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Multi;

/** The actors of the running application: how they start and stop with it. */
public final class ActorsRuntime {

    /** The stop has a deadline of its own; whoever waits for it waits a little longer. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Actors actors;
    private final ActorsConfig config;
    private final Events events;
    private final ActorsHealth health;
    private final Instrumentation instrumentation;
    private final Tracing tracing;
    private final Map<String, String> namesByClass = new HashMap<>();
    /** Whether the start has failed, and the application ends with it. */
    private volatile boolean failed;
    private volatile boolean stopping;
    private volatile boolean stopped;

    private ActorsRuntime(Actors actors, ActorsConfig config, Events events, ActorsHealth health,
            Instrumentation instrumentation, Tracing tracing) {
        this.instrumentation = instrumentation;
        this.tracing = tracing;
        this.actors = actors;
        this.config = config;
        this.events = events;
        this.health = health;
    }

    static ActorsRuntime create(ConfiguredActors configured, Map<String, List<Invoker<Object, Object>>> invokers,
            Platform quarkus, Tracing tracing) {
        Instrumentation instrumentation = Instrumentation.find();
        Platform platform = instrumentation.platform(quarkus);
        MethodCalls calls = new MethodCalls(configured.models(), instrumentation, tracing);
        KeyedBeans keyed = new KeyedBeans(configured.models());
        Actors actors = new Actors(configured.models(), model -> new ArcBinding(model,
                calls.of(model, invokers.get(model.name())), keyed,
                resource -> configured.timeout(model, resource), configured.settings(model),
                task -> configured.settings(model, task), configured.mailboxSize(model), configured.idleTimeout(model)),
                configured.settings(), platform);
        Events events = new Events(Arc.requireContainer(), platform.workers());
        ActorsHealth health = configured.health();
        actors.addStateListener(health);
        ActorsRuntime runtime = new ActorsRuntime(actors, configured.config(), events, health, instrumentation,
                tracing);
        configured.models().forEach(model -> runtime.namesByClass.put(model.beanClass(), model.name()));
        Events.Source<ActorTransition> transitions = events.of(ActorTransition.class);
        if (transitions != null) {
            actors.addListener(transition -> transitions.fire(lane(transition.actor(), transition.key()), transition));
        }
        Events.Source<TaskTransition> tasks = events.of(TaskTransition.class);
        if (tasks != null) {
            actors.addTaskListener(transition -> tasks.fire(lane(transition.actor(), transition.key()), transition));
        }
        Events.Source<DeadLetter> letters = events.of(DeadLetter.class);
        if (letters != null) {
            actors.addDeadLetterListener(letter -> letters.fire(lane(letter.actor(), letter.key()), tracing.bare(letter)));
        }
        actors.initialize();
        return runtime;
    }

    /**
     * The actors.
     *
     * @return always the same
     */
    public Actors actors() {
        return actors;
    }

    /**
     * What the probes of health say of single actors.
     *
     * @return always the same
     */
    public ActorsHealth health() {
        return health;
    }

    /**
     * What a task emits, as seen from outside of the actors.
     *
     * @param actor the name of the actor
     * @param task the name of the task
     * @return the items as the method of the task returns them; of a keyed actor {@code Keyed} ones of all instances
     */
    public Multi<Object> stream(String actor, String task) {
        return tracing.bare(actors.stream(actor, task));
    }

    /**
     * Whether the start with the application has failed, so that the application ends.
     *
     * @return {@code true} from then on
     */
    public boolean hasFailed() {
        return failed;
    }

    /**
     * Whether the application is about to stop.
     *
     * @return {@code true} from the first step of its shutdown on
     */
    public boolean isStopping() {
        return stopping;
    }

    /** The resource of a method of a bean, of an instance if its actor is keyed; null if the bean is no actor. */
    ResourceSlot resource(Class<?> beanClass, ActorBinding.Owner owner, String method) {
        String actor = namesByClass.get(beanClass.getName());
        for (Class<?> type = beanClass; owner != null && actor == null && type != null; type = type.getSuperclass()) {
            actor = namesByClass.get(type.getName()); // an alternative that takes the place of its superclass
        }
        if (actor == null) {
            return null;
        }
        return owner == null ? actors.resource(actor, method) : owner.resource(method);
    }

    // start

    /** Starts the actors as configured. */
    void start() {
        if (config.startMode() == StartMode.HALTED) {
            LOG.halted(actors(actors.actors().size()));
            return;
        }
        CompletableFuture<ActorException> boot = launch();
        if (config.startMode() == StartMode.AUTO) {
            await(boot);
        }
    }

    /** Starts the actors without waiting; yields why they did not start, or null. */
    private CompletableFuture<ActorException> launch() {
        long begun = System.nanoTime();
        StartOrder order = new StartOrder();
        actors.addListener(order);
        return (isFatal() ? actors.boot() : actors.bootPersistently()).handle((ignored, failure) -> {
            actors.removeListener(order);
            ActorException problem = failure == null ? null : StartReport.failures(actors);
            failed = problem != null && isFatal();
            if (problem == null) {
                LOG.started(actors(count(ActorState.STARTED)), since(begun), order.summary(actors.graph()));
            } else if (!isFatal() && !stopping) {
                LOG.notStarted(problem.getMessage());
            }
            return problem;
        });
    }

    private boolean isFatal() {
        return config.startMode() == StartMode.AUTO && config.onStartFailure() == StartFailure.FAIL;
    }

    private void await(CompletableFuture<ActorException> boot) {
        ActorException problem;
        try {
            problem = boot.get(config.startTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            problem = StartReport.overdue(actors, config.startTimeout());
            if (!isFatal()) {
                LOG.notStarted(problem.getMessage());
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            problem = new ActorException("The start of the actors was interrupted", interrupt);
        } catch (ExecutionException bug) {
            problem = new ActorException("The start of the actors failed: " + bug.getCause(), bug.getCause());
        }
        if (problem != null && isFatal()) {
            rollBack(problem);
            throw problem;
        }
    }

    /** Stops again what has started. */
    private void rollBack(ActorException problem) {
        boolean interrupted = Thread.interrupted();
        announceStop();
        String complaint = shutDown();
        if (complaint != null) {
            problem.addSuppressed(new ActorException(complaint));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // stop

    /** The application is about to stop: it is not ready any more. */
    void announceStop() {
        stopping = true;
    }

    /** Stops the actors for good and waits for it. */
    void stop() {
        announceStop();
        if (stopped) {
            return;
        }
        long begun = System.nanoTime();
        int up = actors.actors().size() - count(ActorState.INITIALIZING) - count(ActorState.INITIALIZED)
                - count(ActorState.STOPPED);
        String complaint = shutDown();
        if (complaint == null) {
            LOG.stopped(actors(up), since(begun));
        } else {
            LOG.stoppedBut(actors(up), since(begun), complaint);
        }
    }

    /** Stops everything; yields what went wrong, or null. */
    private String shutDown() {
        stopped = true;
        instrumentation.shutdown();
        CompletableFuture<Throwable> end = actors.shutdown().handle((ignored, failure) -> failure);
        end = end.thenCompose(failure -> events.delivered().handle((ignored, lost) -> failure));
        try {
            Throwable failure = end.get(config.shutdownTimeout().plus(MARGIN).toNanos(), TimeUnit.NANOSECONDS);
            return failure == null ? null : describe(failure);
        } catch (TimeoutException late) {
            String unstopped = StartReport.unstopped(actors);
            return unstopped.isEmpty() ? "observers of transitions are still busy" : unstopped;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return "the stop was interrupted";
        } catch (ExecutionException bug) {
            return bug.getCause().toString();
        }
    }

    private static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.getMessage());
        for (Throwable other : failure.getSuppressed()) {
            text.append("; ").append(other.getMessage());
        }
        return text.toString();
    }

    private int count(ActorState state) {
        return (int) actors.actors().stream().filter(actor -> actor.state().isIn(state)).count();
    }

    /** Events are in order for each actor; for each key of a keyed one. */
    private static String lane(String actor, String key) {
        return key == null ? actor : actor + key;
    }

    private static String actors(int count) {
        return count == 1 ? "1 actor" : count + " actors";
    }

    private static String since(long begun) {
        return String.format(Locale.ROOT, "%.3fs", (System.nanoTime() - begun) / 1e9);
    }
}
