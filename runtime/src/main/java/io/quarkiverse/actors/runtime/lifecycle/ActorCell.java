package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.TransitionVetoedException;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.message.Mailbox;
import io.quarkiverse.actors.runtime.message.Receiver;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.SubstateModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.resource.ResourceSlot;
import io.quarkiverse.actors.runtime.resource.Resources;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.supervision.Supervisor;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.task.Task.Hold;
import io.quarkiverse.actors.runtime.task.TaskContext;
import io.quarkiverse.actors.runtime.task.Tasks;
import io.quarkiverse.actors.runtime.turn.ThreadStack;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.smallrye.mutiny.Multi;

/**
 * One actor at run time: its state, what it consists of, its neighbours in the graph, and the queue of its lifecycle calls.
 * <p>
 * Control thread, unless a method says otherwise.
 */
public final class ActorCell {

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
    private final Supervisor supervisor;
    private final Recovery recovery;
    private final ActorSettings settings;
    private final Instance instance;
    private final TransitionWatch watch;
    private final Mailbox mailbox;
    private final Reception reception;

    private Move move;
    /** What came with the last transition; null if nothing has gone wrong. */
    private volatile Throwable failure;
    private boolean byHand;
    private boolean retired;
    /** Null unless the actor came up with the application, which is to keep trying. */
    private volatile StartRetry retry;
    private volatile CompletableFuture<Void> completion = new CompletableFuture<>();

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
        this.turn = new Turn(surroundings.threads());
        this.instance = new Instance(model.name(), binding, surroundings);
        this.watch = new TransitionWatch(model.name(), surroundings.threads().workers()::execute);
        this.hooks = new Hooks(model.name(), model.hooks(), binding::call, turn, surroundings.control(), instance::get);
        this.resources = new Resources(model.name(),
                model.resources().stream()
                        .map(r -> new Resources.Definition(r, binding.call(r.method().call()), binding.timeout(r)))
                        .toList(),
                new Resources.Threads(surroundings.threads().workers()::execute, surroundings.loop(), surroundings.control(),
                        surroundings.timers()));
        this.tasks = new TaskGroup(this, surroundings);
        this.neighbours = new Neighbours(this, surroundings.control());
        this.calls = new CallQueue(this, surroundings.control());
        this.supervisor = new Supervisor(surroundings.nanoTime(), surroundings.random());
        this.recovery = new Recovery(this, surroundings);
        this.settings = binding.settings();
        this.mailbox = new Mailbox(new Receiver(name(), machine::state, () -> binding.receiver(instance.get())), turn,
                binding.mailboxSize(), surroundings.mailboxes());
        this.reception = new Reception(this, mailbox, surroundings);
    }

    /**
     * Makes the tasks; those that this actor consumes from were made before.
     *
     * @param streams finds the stream of an actor and a task
     */
    public void createTasks(BiFunction<String, String, ItemStream> streams) {
        TaskContext context = new TaskContext(model.name(), turn, tasks, surroundings.timers(), surroundings.clock(),
                surroundings.nanoTime(), supervisor);
        for (TaskModel task : model.tasks()) {
            tasks.add(Tasks.of(task, binding.settings(task), binding.call(task.method().call()), context,
                    () -> new Turn(surroundings.threads()), streams));
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
     * The state with everything that encloses it, and the sub-state of the application's own. Any thread.
     *
     * @return the path
     */
    public String path() {
        return machine.path();
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
     * Why the actor has crashed. Any thread.
     *
     * @return the failure; null if the actor is not in {@code crashed}
     */
    public Throwable crash() {
        return state() == ActorState.CRASHED ? failure : null;
    }

    /**
     * Whether the actor is started again by itself if it is crashed. Any thread.
     *
     * @return {@code true} while its start with the application is repeated
     */
    public boolean isRetried() {
        StartRetry now = retry;
        return now != null && now.isGoing();
    }

    /**
     * The transitions from the subscription on. Any thread.
     *
     * @return the stream
     */
    public Multi<ActorTransition> transitions() {
        return watch.watch();
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
        return start(explicit, false, null).done();
    }

    /** Likewise for others: those that start together, or a dependent. For them an actor that is paused is started. */
    StartOperation start(boolean explicit, boolean forOthers, Operation claimant) {
        if (calls.last() instanceof StartOperation start && !start.isPreempted() && start.serves(forOthers)) {
            byHand |= explicit;
            start.claim(claimant);
            return start;
        }
        StartOperation start = new StartOperation(this, explicit, forOthers);
        start.claim(claimant);
        submit(start);
        return start;
    }

    /** From now on a start that fails is repeated until one succeeds. */
    public void keepStarting() {
        retry = new StartRetry(this, surroundings, settings.supervision());
    }

    /** Whether the actor waits for the start of a dependency that is being repeated. */
    public boolean awaitsRetry() {
        return retry != null && retry.isWaiting();
    }

    /** The required dependencies. */
    public List<ActorCell> requiredDependencies() {
        return neighbours.dependencies().stream().filter(Neighbours.Edge::required).map(Neighbours.Edge::cell).toList();
    }

    /** All that cannot be started without this actor, also by way of others. */
    public Collection<ActorCell> requiredDependents() {
        return neighbours.requiredDependents();
    }

    /** Refuses every start from now on, because the application ends. */
    public void retire() {
        retired = true;
        if (retry != null) {
            retry.giveUp();
        }
    }

    /** A start or restart has come to its end; the failure is null if the actor is started. */
    void startOver(Throwable failure) {
        if (retry != null) {
            retry.over(failure);
        }
    }

    /** What this actor waits for will not be started again. */
    void giveUpWaiting() {
        if (awaitsRetry()) {
            retry.giveUp();
        }
    }

    /** Tells where the actor is. */
    void fateChanged() {
        surroundings.stateListeners().forEach(listener -> listener.onState(name(), state(), isRetried()));
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
        return submit(trigger == Trigger.RESTART ? new RestartOperation(this, explicit, false)
                : new HoldOperation(this, trigger, explicit));
    }

    /**
     * Enters a sub-state of the application's own.
     *
     * @param substate one of this actor
     * @return completes when the actor is in it
     */
    public CompletableFuture<Void> enter(SubstateModel substate) {
        return submit(new SubstateOperation(this, substate));
    }

    /**
     * Leaves the sub-state of the application's own.
     *
     * @return completes when the actor is in none
     */
    public CompletableFuture<Void> leave() {
        return submit(new SubstateOperation(this, null));
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
     * @return fails if a guard says no, or fails, which crashes the actor; to complete it withdraws the question
     */
    public CompletableFuture<Void> askGuards(Trigger trigger) {
        if (!hooks.hasGuard(trigger)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> answer = new CompletableFuture<>();
        instance.ensure().whenComplete((ignored, broken) -> {
            if (broken != null) {
                answer.completeExceptionally(broken);
            } else if (!answer.isDone()) {
                ask(hooks.guards(trigger, asked(trigger)), trigger, answer);
            }
        });
        return answer;
    }

    private void ask(Hooks.Run guards, Trigger trigger, CompletableFuture<Void> answer) {
        answer.whenComplete((ignored, withdrawn) -> guards.cancel());
        guards.begin().whenComplete((allowed, failure) -> {
            if (failure != null) {
                Throwable problem = Operation.unwrap(failure);
                if (answer.completeExceptionally(problem)) {
                    reportError(problem);
                }
            } else if (!allowed) {
                answer.completeExceptionally(
                        new TransitionVetoedException(name() + " was not to " + trigger + ": a guard said no"));
            } else {
                answer.complete(null);
            }
        });
    }

    /** What keeps a stop from going on, such as {@code the release of FileHead#logFile}. */
    String holder() {
        List<String> steps = resources.inProgress();
        return steps.isEmpty() ? turnHolder() : String.join(", ", steps);
    }

    /**
     * What keeps the turn, or else what the turn waits for.
     *
     * @return for messages, such as {@code FileHead#lines} or {@code FileHead#rewind, @OnEnter(STARTING)}
     */
    public String turnHolder() {
        String hook = hooks.inHand();
        if (hook != null) {
            return hook;
        }
        String busy = tasks.busy().stream().filter(task -> task.turn() == turn).map(Task::toString)
                .collect(Collectors.joining(", "));
        if (busy.isEmpty()) {
            return mailbox.isBusy() ? "a message" : "the lack of a free thread";
        }
        return busy;
    }

    /** The stack of the threads that keep a stop from going on; null if none does. */
    ThreadStack stack() {
        List<Thread> threads = resources.threadsInProgress();
        Thread inTurn = turn.thread();
        return ThreadStack.of(!threads.isEmpty() || inTurn == null ? threads : List.of(inTurn));
    }

    /** The stack of the threads that tasks and messages sit on; null if they sit on none. */
    ThreadStack busyStack() {
        Stream<Thread> inTurn = mailbox.isBusy() ? Stream.ofNullable(turn.thread()) : Stream.empty();
        return ThreadStack.of(Stream.concat(tasks.busy().stream().flatMap(task -> task.threads().stream()), inTurn).distinct()
                .toList());
    }

    private Transition asked(Trigger trigger) {
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
        watch.close();
    }

    CompletableFuture<Void> submit(Operation operation) {
        if (operation.trigger == Trigger.START || operation.trigger == Trigger.RESTART) {
            mailbox.startCalled();
            operation.done().whenComplete((ignored, failure) -> mailbox.startOver());
        }
        return calls.submit(operation);
    }

    // steps of operations

    CompletableFuture<Void> nextStep() {
        return CompletableFuture.runAsync(() -> {
        }, surroundings.control());
    }

    Instance instance() {
        return instance;
    }

    CompletableFuture<Void> move(ActorState to, Trigger trigger) {
        return move(to, trigger, null, null);
    }

    CompletableFuture<Void> move(ActorState to, Trigger trigger, String reason, Throwable cause) {
        Transition transition = transition(to, trigger, reason, cause);
        tasks.leave(to, machine.kept(to));
        move = new Move(hooks, transition, () -> {
            failure = cause; // before the state: who sees that sees its cause
            machine.move(to);
            fateChanged();
            publish(transition);
        });
        return move.run().thenRun(() -> {
            if (state() == to) {
                tasks.enter(to, machine.substate());
            }
        });
    }

    /** Enters a sub-state of the application's own, or leaves the present one if there is no other to enter. */
    void moveWithin(SubstateModel to, Trigger trigger) {
        Transition transition = transition(state(), to, trigger, null, null);
        tasks.leave(state(), to);
        machine.moveWithin(to);
        publish(transition);
        tasks.enter(state(), to);
    }

    private void publish(Transition transition) {
        surroundings.listeners().forEach(listener -> listener.onTransition(transition.recorded()));
        watch.publish(transition);
    }

    /** Stops waiting for the hooks of a move in progress. */
    void forceMove(Throwable cause) {
        if (move != null) {
            move.force(cause);
        }
    }

    private Transition transition(ActorState to, Trigger trigger, String reason, Throwable cause) {
        return transition(to, machine.kept(to), trigger, reason, cause);
    }

    private Transition transition(ActorState to, SubstateModel substate, Trigger trigger, String reason, Throwable cause) {
        ActorState from = state();
        String within = substate == null ? null : substate.name();
        return new Transition(from, to, () -> new ActorTransition(name(), null, from, to, within, trigger,
                surroundings.clock().instant(), reason, cause));
    }

    void prepareTasks(Predicate<Task> which) {
        resetRecovery();
        supervisor.reset();
        health.reset();
        if (completion.isDone()) {
            completion = new CompletableFuture<>();
        }
        reception.prepare();
        tasks.prepare(which);
    }

    private void resetRecovery() {
        recovery.reset();
        if (retry != null) {
            retry.withdraw();
        }
    }

    private void giveUpRecovery() {
        recovery.reset();
        if (retry != null) {
            retry.giveUp();
        }
    }

    CompletableFuture<Void> acquireResources() {
        return resources.acquire(instance.get());
    }

    void beginTasks() {
        tasks.begin(instance.get(), health.isDependencyDown());
        reception.open();
        setDown(false);
        checkCompletion();
        reviewHealth();
    }

    void resumeAfterRestart() {
        recovery.reset();
        health.reset();
        if (completion.isDone()) {
            completion = new CompletableFuture<>();
        }
        tasks.revive();
        beginTasks();
        tasks.release(Hold.PAUSE);
        tasks.release(Hold.FAILURE);
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

    Settings settings() {
        return surroundings.settings();
    }

    /** How long a stop of this actor alone may take. */
    Duration shutdownTimeout() {
        Duration all = settings().shutdownTimeout();
        Duration own = settings.shutdownTimeout();
        return own == null || all.compareTo(own) < 0 ? all : own;
    }

    /** The same if it is less than for all actors together, else null. */
    Duration ownShutdownTimeout() {
        return shutdownTimeout().equals(settings().shutdownTimeout()) ? null : shutdownTimeout();
    }

    long nanoTime() {
        return surroundings.nanoTime().getAsLong();
    }

    /** Takes a step later; what is returned withdraws it. */
    Runnable onControlAfter(Duration delay, Runnable step) {
        return surroundings.timers().after(delay, () -> surroundings.control().execute(step))::cancel;
    }

    void crashed(Throwable cause) {
        recovery.reset();
        completion.completeExceptionally(cause);
    }

    // what follows from what happens

    /** A task has stalled. */
    void stalled(Task task, String reason) {
        health.stalled(task.toString(), reason);
        reviewHealth();
    }

    /** A task that had stalled moves on. */
    void movesOn(Task task) {
        health.movesOn(task.toString());
        reviewHealth();
    }

    /** Items will not be processed: a stop that was out of time has not done what it should have. */
    void itemsLost(String loss) {
        if (calls.current() instanceof StopOperation stop) {
            stop.noteLoss(loss);
        }
    }

    void taskSucceeded() {
        checkCompletion();
    }

    /** A task has failed once too often. */
    void taskCrashed(Task task, Throwable cause) {
        reportError(new ActorException("%s failed, and no restart is left: %s".formatted(task, cause), cause));
    }

    private void checkCompletion() {
        if (state().isIn(ActorState.STARTED) && tasks.haveSucceeded()) {
            completion.complete(null);
        }
    }

    void stopped() {
        giveUpRecovery();
        byHand = false;
        tasks.reopenStreams();
        setDown(false);
        machine.moveRestart(RestartState.IGNORE);
        completion.complete(null);
    }

    void failedToStop(Throwable cause) {
        giveUpRecovery();
        byHand = false;
        setDown(true);
        machine.moveRestart(RestartState.IGNORE);
        completion.completeExceptionally(cause);
    }

    /** Why the actor is not started although nothing is under way: it has crashed, or was stopped. */
    Throwable absence() {
        return failure == null ? new ActorException("it is " + state().path())
                : new ActorException("it has crashed: " + failure.getMessage(), failure);
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
        recovery.review();
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

    Recovery recovery() {
        return recovery;
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
        return name() + " " + path();
    }
}
