package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.RestartState;
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
import io.quarkiverse.actors.runtime.turn.Turn;

/**
 * One actor at run time: its state, what it consists of, its neighbours in the graph, and the queue of its lifecycle calls.
 * <p>
 * Control thread, unless a method says otherwise.
 */
public final class ActorCell implements Receiver, ActorBinding.Owner {

    private final ActorNode node;
    /** Null unless the actor is keyed. */
    private final String key;
    private final StateMachine machine;
    private final Turn turn;
    private final Instance instance;
    private final Mailbox mailbox;

    /** Null for an instance of a keyed actor that nothing happens to. */
    private volatile Parts parts;
    private Move move;
    /** What came with the last transition; null if nothing has gone wrong. */
    private volatile Throwable failure;
    private boolean byHand;
    /** Null unless the actor came up with the application, which is to keep trying. */
    private volatile StartRetry retry;
    private volatile CompletableFuture<Void> completion = new CompletableFuture<>();
    /** Whether tasks were made; before that an instance of a keyed actor holds nothing. */
    private boolean bound;
    /** What comes and goes of an instance of a keyed actor. */
    private volatile Departure departure;
    /** Was replaced by this instance, and has not gone when this one was made; null if none was, and from the start on. */
    private ActorCell predecessor;
    /** What an instance of a keyed actor had done when it was last looked at, and since when it has done nothing. */
    private int seenUses;
    private long idleSince;

    /**
     * An instance of an actor: in {@code initializing}, or in {@code initialized} if the actor is keyed.
     *
     * @param node the actor
     * @param key the key; null unless the actor is keyed
     * @param predecessor the instance that this one replaces and that has to go first; null for none
     */
    ActorCell(ActorNode node, String key, ActorCell predecessor) {
        this.node = node;
        this.key = key;
        this.predecessor = predecessor;
        ActorModel model = node.model();
        ActorBinding binding = node.binding();
        Surroundings surroundings = node.surroundings();
        this.machine = new StateMachine(key == null ? ActorState.INITIALIZING : ActorState.INITIALIZED);
        this.turn = new Turn(surroundings.threads());
        this.instance = new Instance(this);
        this.mailbox = new Mailbox(this, turn, binding.mailboxSize(), surroundings.mailboxes());
        if (key == null) {
            parts = new Parts(this);
        } else {
            touch();
        }
    }

    /**
     * Makes the tasks, once; those that this actor consumes from were made before, or are made now if they are of the same
     * key.
     */
    public void bind() {
        if (bound) {
            return;
        }
        bound = true;
        if (key != null) {
            node.appeared();
            node.dependencies().stream().map(ActorNode.Edge::node).filter(ActorNode::isKeyed)
                    .forEach(dependency -> dependency.obtain(key).bind());
        }
        Surroundings surroundings = surroundings();
        TaskContext context = new TaskContext(name(), turn, taskGroup(), surroundings.timers(), surroundings.clock(),
                surroundings.nanoTime(), supervisor(), this::output);
        List<Task> made = new ArrayList<>();
        for (TaskModel task : model().tasks()) {
            made.add(Tasks.of(task, node.binding().settings(task), node.binding().call(task.method().call()), context,
                    () -> new Turn(surroundings.threads()),
                    (actor, producer) -> node.other(actor).stream(key, producer)));
        }
        taskGroup().set(made);
    }

    private ItemStream output(TaskModel task, String label, Runnable wake) {
        return key == null ? new ItemStream(label, wake)
                : node.confluences().get(task.name()).branch(label, instance::key, wake);
    }

    boolean isBound() {
        return bound;
    }

    /** Worker. */
    ActorBinding.Bean createBean() {
        return node.binding().create(key == null ? null : this);
    }

    /**
     * The actor of which this is an instance. Any thread.
     *
     * @return the node of the graph
     */
    public ActorNode node() {
        return node;
    }

    Surroundings surroundings() {
        return node.surroundings();
    }

    boolean isKeyed() {
        return key != null;
    }

    // what anybody may ask, on any thread

    /**
     * The name of the actor, with the key if it is keyed, such as {@code AccountBalance[42]}. Any thread.
     *
     * @return the name
     */
    @Override
    public String name() {
        return key == null ? model().name() : model().name() + "[" + key + "]";
    }

    @Override
    public String actor() {
        return model().name();
    }

    @Override
    public Object receiver() {
        return node.binding().receiver(instance.get());
    }

    @Override
    public Mailbox successor() {
        ActorCell next = key == null ? null : node.activate(key);
        return next == null ? null : next.mailbox;
    }

    @Override
    public Object sameKey(String actor) {
        return node.other(actor).find(key).instance.require();
    }

    /**
     * The key. Any thread.
     *
     * @return the key; null unless the actor is keyed
     */
    @Override
    public String key() {
        return key;
    }

    /**
     * What the build found. Any thread.
     *
     * @return the model
     */
    public ActorModel model() {
        return node.model();
    }

    /**
     * The innermost state. Any thread.
     *
     * @return the state
     */
    @Override
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
        Parts now = parts;
        return now == null ? List.of() : now.tasks().all();
    }

    /**
     * The resource of a method. Any thread.
     *
     * @param method the name of the method
     * @return the resource
     */
    @Override
    public ResourceSlot resource(String method) {
        return resources().slot(method);
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
        if (calls().last() instanceof StartOperation start && !start.isPreempted() && start.serves(forOthers)) {
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
        retry = new StartRetry(this, surroundings(), node.binding().settings().supervision());
    }

    /** Whether the actor waits for the start of a dependency that is being repeated. */
    public boolean awaitsRetry() {
        return retry != null && retry.isWaiting();
    }

    /** The required dependencies. */
    public List<ActorCell> requiredDependencies() {
        return neighbours().dependencies().stream().filter(Neighbours.Edge::required).map(Neighbours.Edge::cell).toList();
    }

    /** All that cannot be started without this actor, also by way of others. */
    public Collection<ActorCell> requiredDependents() {
        return neighbours().requiredDependents();
    }

    /** No start is repeated any more, because the application ends. */
    void retire() {
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

    /** Tells where the actor is; instances of keyed actors, of which there may be too many, are counted when somebody asks. */
    void fateChanged() {
        if (key == null) {
            surroundings().stateListeners().forEach(listener -> listener.onState(name(), state(), isRetried()));
        }
    }

    /** Whether every start is refused, because the application ends. */
    boolean isRetired() {
        return node.isClosed();
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
        if (calls().current() instanceof StopOperation stop) {
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
        return Guards.ask(this, trigger);
    }

    /**
     * What keeps the turn, or else what the turn waits for.
     *
     * @return for messages, such as {@code FileHead#lines} or {@code FileHead#rewind, @OnEnter(STARTING)}
     */
    public String turnHolder() {
        return Holders.ofTurn(this);
    }

    CompletableFuture<Void> submit(Operation operation) {
        if (operation.trigger == Trigger.START || operation.trigger == Trigger.RESTART) {
            mailbox.startCalled();
            operation.done().whenComplete((ignored, failure) -> mailbox.startOver());
        }
        return calls().submit(operation);
    }

    // steps of operations

    CompletableFuture<Void> nextStep() {
        return CompletableFuture.runAsync(() -> {
        }, surroundings().control());
    }

    Instance instance() {
        return instance;
    }

    CompletableFuture<Void> move(ActorState to, Trigger trigger) {
        return move(to, trigger, null, null);
    }

    CompletableFuture<Void> move(ActorState to, Trigger trigger, String reason, Throwable cause) {
        Transition transition = transition(to, trigger, reason, cause);
        taskGroup().leave(to, machine.kept(to));
        move = new Move(hooks(), transition, () -> {
            failure = cause; // before the state: who sees that sees its cause
            machine.move(to);
            fateChanged();
            publish(transition);
        });
        return move.run().thenRun(() -> {
            if (state() == to) {
                taskGroup().enter(to, machine.substate());
            }
        });
    }

    /** Enters a sub-state of the application's own, or leaves the present one if there is no other to enter. */
    void moveWithin(SubstateModel to, Trigger trigger) {
        Transition transition = transition(state(), to, trigger, null, null);
        taskGroup().leave(state(), to);
        machine.moveWithin(to);
        publish(transition);
        taskGroup().enter(state(), to);
    }

    private void publish(Transition transition) {
        surroundings().listeners().forEach(listener -> listener.onTransition(transition.recorded()));
        node.watch().publish(transition);
    }

    /** Stops waiting for the hooks of a move in progress. */
    void forceMove(Throwable cause) {
        if (move != null) {
            move.force(cause);
        }
    }

    Transition transition(ActorState to, Trigger trigger, String reason, Throwable cause) {
        return transition(to, machine.kept(to), trigger, reason, cause);
    }

    private Transition transition(ActorState to, SubstateModel substate, Trigger trigger, String reason, Throwable cause) {
        ActorState from = state();
        String within = substate == null ? null : substate.name();
        return new Transition(from, to, () -> new ActorTransition(model().name(), key, from, to, within, trigger,
                surroundings().clock().instant(), reason, cause));
    }

    void prepareTasks(Predicate<Task> which) {
        resetRecovery();
        supervisor().reset();
        health().reset();
        if (completion.isDone()) {
            completion = new CompletableFuture<>();
        }
        reception().prepare();
        taskGroup().prepare(which);
    }

    private void resetRecovery() {
        recovery().reset();
        if (retry != null) {
            retry.withdraw();
        }
    }

    private void giveUpRecovery() {
        recovery().reset();
        if (retry != null) {
            retry.giveUp();
        }
    }

    CompletableFuture<Void> acquireResources() {
        return resources().acquire(instance.get());
    }

    void beginTasks() {
        taskGroup().begin(instance.get(), health().isDependencyDown());
        if (key != null) {
            touch();
        }
        reception().open();
        setDown(false);
        checkCompletion();
        reviewHealth();
    }

    void resumeAfterRestart() {
        recovery().reset();
        health().reset();
        if (completion.isDone()) {
            completion = new CompletableFuture<>();
        }
        taskGroup().revive();
        beginTasks();
        taskGroup().release(Hold.PAUSE);
        taskGroup().release(Hold.FAILURE);
        taskGroup().release(Hold.RESTART);
    }

    CompletableFuture<Void> quiesce() {
        return CompletableFuture.allOf(reception().quiesce(), taskGroup().quiesce());
    }

    /** Ends tasks and messages whatever is left to do; completes when they have ended or were given up. */
    CompletableFuture<Void> cut() {
        return CompletableFuture.allOf(reception().cut(), taskGroup().cut());
    }

    /** Releases the resources; failures are logged and do not count. */
    CompletableFuture<Void> releaseResources() {
        return resources().release().thenApply(failures -> null);
    }

    Settings settings() {
        return surroundings().settings();
    }

    /** How long a stop of this actor alone may take. */
    Duration shutdownTimeout() {
        Duration all = settings().shutdownTimeout();
        Duration own = node.binding().settings().shutdownTimeout();
        return own == null || all.compareTo(own) < 0 ? all : own;
    }

    /** The same if it is less than for all actors together, else null. */
    Duration ownShutdownTimeout() {
        return shutdownTimeout().equals(settings().shutdownTimeout()) ? null : shutdownTimeout();
    }

    long nanoTime() {
        return surroundings().nanoTime().getAsLong();
    }

    /** Takes a step later; what is returned withdraws it. */
    Runnable onControlAfter(Duration delay, Runnable step) {
        return surroundings().timers().after(delay, () -> surroundings().control().execute(step))::cancel;
    }

    void crashed(Throwable cause) {
        recovery().reset();
        completion.completeExceptionally(cause);
    }

    // what follows from what happens

    /** A task has stalled. */
    void stalled(Task task, String reason) {
        health().stalled(task.toString(), reason);
        reviewHealth();
    }

    /** A task that had stalled moves on. */
    void movesOn(Task task) {
        health().movesOn(task.toString());
        reviewHealth();
    }

    /** Items will not be processed: a stop that was out of time has not done what it should have. */
    void itemsLost(String loss) {
        if (calls().current() instanceof StopOperation stop) {
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
        if (state().isIn(ActorState.STARTED) && taskGroup().haveSucceeded()) {
            completion.complete(null);
        }
    }

    void stopped() {
        giveUpRecovery();
        byHand = false;
        taskGroup().reopenStreams();
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

    // keyed actors

    /** Whether an instance of a keyed actor has decided to go, so that the next who asks gets another one. Any thread. */
    boolean isLeaving() {
        return departure != null;
    }

    /** An instance of a keyed actor is about to be stopped, and thus to go. */
    void beginDeparture() {
        if (key != null && departure == null) {
            departure = new Departure(this);
        }
    }

    /** Likewise since nobody used it, unless somebody is about to start it: new messages are for its successor. */
    boolean leaveForSuccessor() {
        boolean leaves = node.leaves(this);
        if (leaves) {
            mailbox.divert();
        }
        return leaves;
    }

    /** What is left to do when a stop is over; completes when it is done. */
    CompletableFuture<Void> depart() {
        return departure == null ? CompletableFuture.completedFuture(null) : departure.begin();
    }

    /** Completes when nothing is left of an instance of a keyed actor that is leaving. */
    CompletableFuture<Void> gone() {
        return departure.gone();
    }

    /** Somebody has started an instance of a keyed actor that is there: counts as use. */
    public void touch() {
        idleSince = surroundings().nanoTime().getAsLong();
    }

    /** Whether an instance of a keyed actor has not been used for some time, since it was looked at. */
    boolean isUnused(Duration time) {
        Parts present = parts;
        int now = mailbox.sent() + (present == null ? 0 : present.tasks().uses());
        if (now != seenUses || !isAtRest()) {
            seenUses = now;
            touch();
        }
        return surroundings().nanoTime().getAsLong() - idleSince >= time.toNanos();
    }

    /** Nothing happens to the instance: it runs, or it has crashed or did not start, and waits for somebody to start it. */
    private boolean isAtRest() {
        Parts now = parts;
        boolean quiet = now == null || now.calls().last() == null && now.tasks().isAtRest();
        boolean running = state().isIn(ActorState.RUNNING) && (now == null || now.health().isUndisturbed());
        boolean down = state() == ActorState.CRASHED || state() == ActorState.INITIALIZED;
        return quiet && (running || down) && !isLeaving() && mailbox.isEmpty()
                && node.dependents().stream().map(ActorNode.Edge::node)
                        .noneMatch(dependent -> dependent.isKeyed() && dependent.find(key) != null);
    }

    /** Whether the actor is started or about to be, once everything that was called so far has come to its end. */
    boolean isHeadedUp() {
        return parts == null ? state().isIn(ActorState.STARTED) : calls().isHeadedUp();
    }

    /** Completes when the instance that this one replaces has gone. */
    CompletableFuture<Void> predecessorGone() {
        return predecessor == null ? CompletableFuture.completedFuture(null) : predecessor.departure.gone();
    }

    /** What of an earlier run, or of the instance that this one replaces, is in the way of a start; null if nothing is. */
    ActorException obstacle() {
        ActorException obstacle = resources().obstacle();
        if (obstacle == null && predecessor != null) {
            obstacle = predecessor.taskGroup().obstacle();
        }
        return obstacle == null && predecessor != null ? predecessor.resources().obstacle() : obstacle;
    }

    /** Forgets the instance that this one has replaced. */
    void succeed() {
        predecessor = null;
    }

    void setDown(boolean isDown) {
        neighbours().setDown(isDown);
    }

    /** A required dependency is down or back. */
    void dependencyDown(String dependency, boolean isDown) {
        if (health().dependency(dependency, isDown)) {
            taskGroup().suspendConsuming(isDown);
            reviewHealth();
        }
    }

    void reviewHealth() {
        if (state().isIn(ActorState.RUNNING) && health().worst().state() != state()) {
            submit(new HealthOperation(this, null, null));
        }
        recovery().review();
    }

    // for operations and groups

    private Parts parts() {
        Parts now = parts;
        if (now == null) {
            synchronized (this) {
                now = parts;
                if (now == null) {
                    now = new Parts(this);
                    parts = now;
                }
            }
        }
        return now;
    }

    /** No call is left. */
    void rest() {
        Parts now = parts;
        if (key != null && now != null && now.mayGo()) {
            parts = null;
            move = null;
        }
    }

    Turn turn() {
        return turn;
    }

    StateMachine machine() {
        return machine;
    }

    Health health() {
        return parts().health();
    }

    Supervisor supervisor() {
        return parts().supervisor();
    }

    Hooks hooks() {
        return parts().hooks();
    }

    Resources resources() {
        return parts().resources();
    }

    Recovery recovery() {
        return parts().recovery();
    }

    TaskGroup taskGroup() {
        return parts().tasks();
    }

    Reception reception() {
        return parts().reception();
    }

    Neighbours neighbours() {
        return parts().neighbours();
    }

    CallQueue calls() {
        return parts().calls();
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
