package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.TransitionVetoedException;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.message.Mailbox;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.resource.ResourceSlot;
import io.quarkiverse.actors.runtime.resource.Resources;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.task.Task.Hold;
import io.quarkiverse.actors.runtime.task.TaskContext;
import io.quarkiverse.actors.runtime.task.Tasks;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.smallrye.mutiny.Multi;

/**
 * One actor at run time: its state, what it consists of, its neighbours in the graph, and the queue of its lifecycle calls.
 * <p>
 * Control thread, unless a method says otherwise.
 */
public final class ActorCell {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.actors");

    private final ActorModel model;
    private final ActorBinding binding;
    private final Surroundings surroundings;
    private final StateMachine machine = new StateMachine();
    private final Health health = new Health();
    private final Turn turn;
    private final Hooks hooks;
    private final Resources resources;
    private final TaskGroup tasks;
    private final Neighbours neighbours;
    private final CallQueue calls;
    private final Mailbox mailbox;
    private final Reception reception;

    private Move move;
    private boolean byHand;
    private boolean retired;
    private volatile Object instance;
    private CompletableFuture<Void> instanceReady;
    private volatile CompletableFuture<Void> completion = new CompletableFuture<>();
    private volatile ItemStream transitions;

    /**
     * An actor in {@code initializing}.
     *
     * @param model what the build found
     * @param binding its bean
     * @param surroundings what all actors share
     */
    public ActorCell(ActorModel model, ActorBinding binding, Surroundings surroundings) {
        this.model = model;
        this.binding = binding;
        this.surroundings = surroundings;
        this.turn = new Turn(surroundings.workers(), surroundings.loops());
        this.hooks = new Hooks(model.name(), model.hooks(), binding::call, turn, surroundings.control(), () -> instance);
        this.resources = new Resources(model.name(),
                model.resources().stream()
                        .map(r -> new Resources.Definition(r, binding.call(r.method().call()), binding.timeout(r)))
                        .toList(),
                new Resources.Threads(surroundings.workers()::execute, surroundings.loop(), surroundings.control(),
                        surroundings.timers()));
        this.tasks = new TaskGroup(this, surroundings);
        this.neighbours = new Neighbours(this, surroundings.control());
        this.calls = new CallQueue(this, surroundings.control());
        this.mailbox = new Mailbox(new Mailbox.Receiver(name(), machine::state, () -> binding.receiver(instance)), turn,
                binding.mailbox(), surroundings.mailboxes());
        this.reception = new Reception(this, mailbox, surroundings);
    }

    /**
     * Makes the tasks; those that this actor consumes from were made before.
     *
     * @param streams finds the stream of an actor and a task
     */
    public void createTasks(BiFunction<String, String, ItemStream> streams) {
        TaskContext context = new TaskContext(model.name(), turn, tasks, surroundings.timers(), surroundings.clock(),
                surroundings.nanoTime());
        for (TaskModel task : model.tasks()) {
            tasks.add(Tasks.of(task, binding.settings(task), binding.call(task.method().call()), context,
                    () -> new Turn(surroundings.workers(), surroundings.loops()), streams));
        }
    }

    /**
     * Connects this actor with one that it depends on.
     *
     * @param dependency the other actor
     * @param required whether this actor needs it to be started
     */
    public void dependOn(ActorCell dependency, boolean required) {
        neighbours.dependOn(dependency, required);
    }

    // what anybody may ask, on any thread

    /**
     * The name of the actor. Any thread.
     *
     * @return the name
     */
    public String name() {
        return model.name();
    }

    /**
     * What the build found. Any thread.
     *
     * @return the model
     */
    public ActorModel model() {
        return model;
    }

    /**
     * The innermost state. Any thread.
     *
     * @return the state
     */
    public ActorState state() {
        return machine.state();
    }

    /**
     * The state of the restart machine. Any thread.
     *
     * @return the state
     */
    public RestartState restartState() {
        return machine.restart();
    }

    /**
     * The tasks. Any thread.
     *
     * @return the tasks, in the order of declaration
     */
    public List<Task> tasks() {
        return tasks.all();
    }

    /**
     * The resource of a method. Any thread.
     *
     * @param method the name of the method
     * @return the resource
     */
    public ResourceSlot resource(String method) {
        return resources.slot(method);
    }

    /**
     * Where messages to the actor come in. Any thread.
     *
     * @return the mailbox
     */
    public Mailbox mailbox() {
        return mailbox;
    }

    /**
     * Whether the calling thread is in the turn of this actor. Any thread.
     *
     * @return {@code true} if it is
     */
    public boolean isInTurn() {
        return turn.isCurrent();
    }

    /**
     * Completes when all continuous tasks of the present or next run have succeeded, or when that run is stopped. Any thread.
     *
     * @return the future of the present run
     */
    public CompletableFuture<Void> completion() {
        return completion;
    }

    /**
     * The transitions from the subscription on. Any thread.
     *
     * @return the stream
     */
    public Multi<ActorTransition> transitions() {
        ItemStream stream;
        synchronized (this) {
            if (transitions == null) {
                transitions = newTransitions();
            }
            stream = transitions;
        }
        return stream.watch(surroundings.workers()::execute).onItem().castTo(ActorTransition.class);
    }

    // lifecycle calls

    /** Makes the actor ready to be started. */
    public void initialize() {
        move(ActorState.INITIALIZED, Trigger.INITIALIZE);
    }

    /**
     * Starts the actor, or joins a start in progress.
     *
     * @param explicit whether a user asked for it
     * @return completes when it is started
     */
    public CompletableFuture<Void> start(boolean explicit) {
        return start(explicit, null);
    }

    CompletableFuture<Void> start(boolean explicit, Operation claimant) {
        if (calls.last() instanceof StartOperation start && !start.isPreempted()) {
            byHand |= explicit;
            start.claim(claimant);
            return start.done();
        }
        StartOperation start = new StartOperation(this, explicit);
        start.claim(claimant);
        return submitStart(start);
    }

    /** Refuses every start from now on, because the application ends. */
    public void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }

    /**
     * Pauses, resumes or restarts the actor.
     *
     * @param trigger {@link Trigger#PAUSE}, {@link Trigger#RESUME} or {@link Trigger#RESTART}
     * @param explicit whether a user asked for it
     * @return completes when that is done
     */
    public CompletableFuture<Void> call(Trigger trigger, boolean explicit) {
        return trigger == Trigger.RESTART ? submitStart(new RestartOperation(this, explicit))
                : submit(new HoldOperation(this, trigger, explicit));
    }

    private CompletableFuture<Void> submitStart(Operation start) {
        mailbox.startCalled();
        start.done().whenComplete((ignored, failure) -> mailbox.startOver());
        return submit(start);
    }

    /**
     * Takes a report on the health of the actor.
     *
     * @param trigger {@link Trigger#REPORT_WARNING}, {@link Trigger#REPORT_PROBLEM} or {@link Trigger#RECOVER}
     * @param reason why, may be null
     */
    public void report(Trigger trigger, String reason) {
        submit(new HealthOperation(this, trigger, reason));
    }

    /**
     * Crashes the actor.
     *
     * @param cause the failure
     */
    public void reportError(Throwable cause) {
        if (calls.current() instanceof StopOperation stop) {
            stop.note(cause);
        } else {
            submit(new CrashOperation(this, cause));
        }
    }

    /**
     * Asks the guards of an explicit call.
     *
     * @param trigger the call
     * @return fails if a guard says no, or fails
     */
    public CompletableFuture<Void> askGuards(Trigger trigger) {
        if (!hooks.hasGuard(trigger)) {
            return CompletableFuture.completedFuture(null);
        }
        return ensureInstance().thenCompose(ignored -> hooks.ask(trigger, asked(trigger))).thenApply(allowed -> {
            if (!allowed) {
                throw new TransitionVetoedException(name() + " was not to " + trigger + ": a guard said no");
            }
            return null;
        });
    }

    private ActorTransition asked(Trigger trigger) {
        ActorState target = switch (trigger) {
            case START, RESTART -> ActorState.STARTING;
            case PAUSE -> ActorState.PAUSED;
            case RESUME -> health.worst().state();
            default -> ActorState.STOPPING;
        };
        return transition(target, trigger, null, null);
    }

    /** Completes what watches the actor, because the application ends. */
    public void close() {
        synchronized (this) {
            if (transitions == null) {
                transitions = newTransitions();
            }
            transitions.close();
        }
    }

    private ItemStream newTransitions() {
        return new ItemStream(name() + " transitions", () -> {
        });
    }

    CompletableFuture<Void> submit(Operation operation) {
        return calls.submit(operation);
    }

    // steps of operations

    CompletableFuture<Void> nextStep() {
        return CompletableFuture.runAsync(() -> {
        }, surroundings.control());
    }

    CompletableFuture<Void> ensureInstance() {
        if (instance != null) {
            return CompletableFuture.completedFuture(null);
        }
        if (instanceReady == null) {
            CompletableFuture<Void> ready = new CompletableFuture<>();
            instanceReady = ready;
            surroundings.workers().execute(() -> createInstance(ready));
        }
        return instanceReady;
    }

    private void createInstance(CompletableFuture<Void> ready) {
        Object created = null;
        Throwable failure = null;
        try {
            created = binding.instance();
        } catch (Throwable t) {
            failure = new ActorException("The bean of " + name() + " could not be created: " + t, t);
        }
        Object bean = created;
        Throwable problem = failure;
        surroundings.control().execute(() -> {
            instance = bean;
            instanceReady = null;
            if (problem == null) {
                ready.complete(null);
            } else {
                ready.completeExceptionally(problem);
            }
        });
    }

    CompletableFuture<Void> move(ActorState to, Trigger trigger) {
        return move(to, trigger, null, null);
    }

    CompletableFuture<Void> move(ActorState to, Trigger trigger, String reason, Throwable cause) {
        ActorTransition transition = transition(to, trigger, reason, cause);
        move = new Move(hooks, transition, () -> {
            machine.move(to);
            publish(transition);
        });
        return move.run();
    }

    /** Stops waiting for the hooks of a move in progress. */
    void forceMove(Throwable cause) {
        if (move != null) {
            move.force(cause);
        }
    }

    private ActorTransition transition(ActorState to, Trigger trigger, String reason, Throwable cause) {
        return new ActorTransition(name(), null, state(), to, null, trigger, surroundings.clock().instant(), reason, cause);
    }

    private void publish(ActorTransition transition) {
        surroundings.listener().onTransition(transition);
        ItemStream watched = transitions;
        if (watched != null) {
            watched.reserve(1, 0);
            watched.emit(transition);
            watched.flush();
        }
    }

    void prepareTasks(Predicate<Task> which) {
        health.reset();
        if (completion.isDone()) {
            completion = new CompletableFuture<>();
        }
        reception.prepare();
        tasks.prepare(which);
    }

    CompletableFuture<Void> acquireResources() {
        return resources.acquire(instance);
    }

    void beginTasks() {
        tasks.begin(instance, health.isDependencyDown());
        reception.open();
        setDown(false);
        checkCompletion();
        reviewHealth();
    }

    void resumeAfterRestart() {
        health.reset();
        if (completion.isDone()) {
            completion = new CompletableFuture<>();
        }
        tasks.revive();
        beginTasks();
        tasks.release(Hold.PAUSE);
        tasks.release(Hold.RESTART);
    }

    CompletableFuture<Void> quiesce() {
        return CompletableFuture.allOf(reception.quiesce(), tasks.quiesce());
    }

    /** Ends tasks and messages whatever is left to do; completes when they have ended or were given up. */
    CompletableFuture<Void> cut() {
        return CompletableFuture.allOf(reception.cut(), tasks.cut());
    }

    /** Releases the resources; failures are logged and do not count. */
    CompletableFuture<Void> releaseResources() {
        return resources.release().thenApply(failures -> null);
    }

    Duration shutdownTimeout() {
        return surroundings.settings().shutdownTimeout();
    }

    /** Takes a step later; what is returned withdraws it. */
    Runnable onControlAfter(Duration delay, Runnable step) {
        return surroundings.timers().after(delay, () -> surroundings.control().execute(step))::cancel;
    }

    void completeExceptionally(Throwable cause) {
        completion.completeExceptionally(cause);
    }

    // what follows from what happens

    /** Items will not be processed: a stop that was out of time has not done what it should have. */
    void itemsLost(String loss) {
        if (calls.current() instanceof StopOperation stop) {
            stop.noteLoss(loss);
        }
    }

    void taskSucceeded() {
        checkCompletion();
    }

    void taskFailed(Task task, Throwable cause) {
        health.taskFailed(task.toString(), cause);
        completion.completeExceptionally(cause);
        reviewHealth();
    }

    private void checkCompletion() {
        if (state().isIn(ActorState.STARTED) && tasks.haveSucceeded()) {
            completion.complete(null);
        }
    }

    void stopped() {
        byHand = false;
        tasks.reopenStreams();
        setDown(false);
        machine.moveRestart(RestartState.IGNORE);
        completion.complete(null);
    }

    void failedToStop(Throwable cause) {
        byHand = false;
        setDown(true);
        machine.moveRestart(RestartState.IGNORE);
        completion.completeExceptionally(cause);
    }

    void setDown(boolean isDown) {
        neighbours.setDown(isDown);
    }

    /** A required dependency is down or back. */
    void dependencyDown(String dependency, boolean isDown) {
        if (health.dependency(dependency, isDown)) {
            tasks.suspendConsuming(isDown);
            reviewHealth();
        }
    }

    void reviewHealth() {
        if (state().isIn(ActorState.RUNNING) && health.worst().state() != state()) {
            submit(new HealthOperation(this, null, null));
        }
    }

    // for operations and groups

    StateMachine machine() {
        return machine;
    }

    Health health() {
        return health;
    }

    Hooks hooks() {
        return hooks;
    }

    Resources resources() {
        return resources;
    }

    TaskGroup taskGroup() {
        return tasks;
    }

    Reception reception() {
        return reception;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    CallQueue calls() {
        return calls;
    }

    void claimByHand() {
        byHand = true;
    }

    boolean isByHand() {
        return byHand;
    }

    static String join(List<Trigger> triggers) {
        return triggers.stream().map(Trigger::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name() + " " + state().path();
    }
}
