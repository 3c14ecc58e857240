package io.quarkiverse.actors.runtime.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.SubstateModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.supervision.Supervisor;
import io.quarkiverse.actors.runtime.supervision.Verdict;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;

/**
 * A task of an actor: runs in a turn whenever there is a reason to, and can be held, stopped and cut from any thread.
 */
public abstract class Task extends Wakeable {

    /** How a task ends. */
    public enum Outcome {
        /** It has done what it had to do. */
        SUCCEEDED,
        /** An iteration failed. */
        FAILED,
        /** It was stopped. */
        STOPPED
    }

    /** Why a task does not run although it is started. */
    public enum Hold {
        /** The actor is not started yet. */
        START,
        /** The actor is paused. */
        PAUSE,
        /** A required dependency is down; holds consumers only. */
        DEPENDENCY,
        /** The actor is being restarted. */
        RESTART,
        /** The actor is about to be restarted or stopped because the task has failed. */
        FAILURE,
        /** The actor is not in the state in which the task runs; conditional tasks only. */
        CONDITION,
        /** A test lets the task run one iteration at a time. */
        STEP;

        private int bit() {
            return 1 << ordinal();
        }
    }

    private static final int HOLDS = (1 << Hold.values().length) - 1;
    private static final int STOPPING = 1 << 8;
    private static final int CUT = 1 << 9;
    private static final int ENDED = 1 << 10;

    private static final VarHandle CONTROLS;

    static {
        try {
            CONTROLS = MethodHandles.lookup().findVarHandle(Task.class, "controls", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TaskModel model;
    private final TaskContext context;
    /** The failures of this task. */
    private final Supervisor.Row failures;
    private final Duration stallTimeout;
    final ItemStream output;
    final TaskCounters counters = new TaskCounters();
    /** What was counted before the present run. */
    private volatile TaskCounters before = TaskCounters.NONE;

    /** Set before the task begins. */
    Object actor;
    private volatile int controls;
    /** Holds that outlive a run. */
    private volatile int standing;
    private volatile TaskState state = TaskState.INITIALIZED;
    private volatile Instant since;
    private volatile TaskFailure lastFailure;

    Task(TaskModel model, TaskSettings settings, Threading threading, TaskContext context, Turn turn, boolean emits) {
        super(threading, turn);
        this.model = model;
        this.controls = initialHolds(model);
        this.context = context;
        this.failures = context.supervisor().supervise(settings.supervision());
        this.stallTimeout = settings.stallTimeout();
        this.output = emits ? context.outputs().open(model, this.toString(), this::wake) : null;
        this.since = context.clock().instant();
    }

    private static int initialHolds(TaskModel model) {
        return model.isConditional() ? Hold.START.bit() | Hold.CONDITION.bit() : Hold.START.bit();
    }

    /**
     * The name of the task.
     *
     * @return the name within its actor
     */
    public final String name() {
        return model.name();
    }

    /**
     * What the build found.
     *
     * @return the model
     */
    public final TaskModel model() {
        return model;
    }

    /**
     * Whether the task runs in some states of its actor only.
     *
     * @return {@code true} if it is held by {@link Hold#CONDITION} in others
     */
    public final boolean isConditional() {
        return model.isConditional();
    }

    /**
     * Whether the task runs while its actor is in a state.
     *
     * @param actorState a state within {@code started}
     * @param substate the sub-state of the application's own; null for none
     * @return {@code true} if that is where it runs
     */
    public final boolean runsIn(ActorState actorState, SubstateModel substate) {
        return actorState.isIn(model.whileIn()) && (model.substate() == null || model.substate().equals(substate));
    }

    /**
     * Whether the task is called at the ticks of a schedule.
     *
     * @return {@code false} if it is called again and again
     */
    public boolean isPeriodic() {
        return false;
    }

    /**
     * How long the task may go without beginning or finishing an iteration while it has something to do.
     *
     * @return a positive duration; null for as long as it takes
     */
    public final Duration stallTimeout() {
        return stallTimeout;
    }

    /**
     * How far the task has come: changes whenever an iteration begins, and, where several are in progress, when one is
     * finished. Any thread.
     *
     * @return a number without further meaning
     */
    public long progress() {
        return counters.iterations();
    }

    /**
     * Whether the task waits for something to happen elsewhere, or is held. Any thread.
     *
     * @return {@code false} while it is queued for its turn, runs, or is suspended in an iteration
     */
    public final boolean isWaiting() {
        return isIdle() || isHeld();
    }

    /**
     * The threads that run the task at this moment. Any thread; for diagnosis.
     *
     * @return one at most, unless it has several iterations in progress; for one that waits for its turn, who has the turn
     */
    public List<Thread> threads() {
        Thread thread = turn().thread();
        return thread == null ? List.of() : List.of(thread);
    }

    /**
     * What the task emits.
     *
     * @return the stream; null if it emits nothing
     */
    public final ItemStream output() {
        return output;
    }

    /**
     * Whether the task lives on what others emit.
     *
     * @return {@code false} for a source
     */
    public abstract boolean isConsumer();

    /** Joins what the task consumes, before it or its producers begin. Only while the task has not begun or has ended. */
    public abstract void join();

    /** Makes the task ready to begin, anew if it has ended. Only while it has not begun or has ended. */
    public void prepare() {
        before = counters.copy();
        lastFailure = null;
        failures.reset();
        enter(TaskState.INITIALIZED);
        controls = initialHolds(model) | standing;
        if (output != null) {
            output.open();
        }
    }

    /**
     * Begins a task that was prepared.
     *
     * @param instance the actor
     */
    public final void begin(Object instance) {
        actor = instance;
        release(Hold.START);
    }

    /**
     * Keeps the task from beginning another iteration. Any thread.
     *
     * @param hold why
     */
    public final void hold(Hold hold) {
        CONTROLS.getAndBitwiseOr(this, hold.bit());
        turn().hurry();
    }

    /**
     * Takes a hold back. Any thread.
     *
     * @param hold which
     */
    public final void release(Hold hold) {
        CONTROLS.getAndBitwiseAnd(this, ~hold.bit());
        wake();
    }

    /**
     * Lets the task run only when it is told to, or by itself again; also in runs to come. Any thread; for tests.
     *
     * @param stepped whether each iteration needs a {@link #tick()}
     */
    public final void step(boolean stepped) {
        standing = stepped ? Hold.STEP.bit() : 0;
        if (stepped) {
            hold(Hold.STEP);
        } else {
            release(Hold.STEP);
        }
    }

    /**
     * Whether each iteration needs a {@link #tick()}.
     *
     * @return what {@link #step} was told last
     */
    public final boolean isStepped() {
        return standing != 0;
    }

    /**
     * Lets the task go on at once, whatever its schedule or a delay says, until it is held again. Any thread; for tests.
     *
     * @return {@code false} if the task has no iterations of its own, one at a time, so that nothing happens
     */
    public boolean tick() {
        return false;
    }

    /**
     * The state of the actor in which the task runs was left: the task is held, and its iteration in hand cancelled or
     * interrupted, unless it is a consumer that is to drain. Any thread.
     */
    public final void leaveCondition() {
        hold(Hold.CONDITION);
        if (!isConsumer() || !isStopping()) {
            cancelInHand();
        }
        wake();
    }

    /**
     * Brings the task to its end: a source ends after the iteration in hand, a consumer when it has processed what was
     * emitted to it. Holds do not count any more. Any thread.
     *
     * @param goesOn tells the producers that do not end themselves; nothing more is taken from them
     */
    public void stop(Predicate<ItemStream> goesOn) {
        CONTROLS.getAndBitwiseOr(this, STOPPING);
        turn().hurry();
        wake();
    }

    /** Ends the task after the iteration in hand, whatever is left to do. Any thread. */
    public final void cut() {
        CONTROLS.getAndBitwiseOr(this, CUT);
        turn().hurry();
        wake();
    }

    /** Cancels or interrupts the iteration in hand; only after {@link #stop}, {@link #cut} or a hold. Any thread. */
    public abstract void cancelInHand();

    /**
     * Waits until no iteration is in hand; only while held for a restart. Any thread.
     *
     * @param quiet called within the turn, after {@link #restart}
     */
    public void quiesce(Runnable quiet) {
        turn().post(new Work(threading()) {
            @Override
            protected Next run() {
                restart();
                quiet.run();
                return Next.DONE;
            }
        });
    }

    /** Lets go of what must not outlive the resources of the actor. Only while held for a restart, between iterations. */
    public void restart() {
        // between iterations nothing is held on to
    }

    /**
     * Gives up on a task that does not end: its producers wait for it no more. Any thread.
     */
    public abstract void abandon();

    /**
     * Whether the task has ended.
     *
     * @return {@code true} from its end until it is prepared again
     */
    public final boolean isEnded() {
        return (controls & ENDED) != 0;
    }

    /**
     * What the task has done since it was started.
     *
     * @return a snapshot
     */
    public final TaskSnapshot snapshot() {
        TaskCounters then = before; // first: so no difference is negative
        TaskCounters now = counters;
        long dropped = inputs() == null ? 0 : inputs().dropped();
        return new TaskSnapshot(name(), state, now.iterations() - then.iterations(), now.emitted() - then.emitted(),
                now.skipped() - then.skipped() + now.missed() - then.missed() + dropped, now.failed() - then.failed(),
                now.retried() - then.retried(), lastCause(), since);
    }

    /**
     * What the task has done since the application started. Any thread.
     *
     * @return the counters, which go on
     */
    public final TaskCounters counters() {
        return counters;
    }

    /**
     * How many items were dropped because the task could not keep up. Any thread.
     *
     * @return the number since the application started
     */
    public final long dropped() {
        return inputs() == null ? 0 : inputs().droppedInAll();
    }

    /**
     * How many items wait for the task in one of its buffers. Any thread.
     *
     * @param input the position of the input among {@code model().inputs()}
     * @return the number, at this moment and roughly while the task runs; 0 while it consumes nothing
     */
    public final int buffered(int input) {
        return inputs().buffered(input);
    }

    /** What the task consumes; null for a source. */
    abstract Inputs inputs();

    /**
     * How much others have had of the task, or it of others. Any thread.
     *
     * @return how many iterations a consumer has had, or how many items a source has emitted
     */
    public final long uses() {
        return isConsumer() ? counters.iterations() : counters.emitted();
    }

    final void undelivered(String producer, long items) {
        context.listener().undelivered(this, producer, items);
    }

    /**
     * The state of the task.
     *
     * @return the innermost state
     */
    public final TaskState state() {
        return state;
    }

    final boolean isHeld() {
        int now = controls;
        return (now & HOLDS) != 0 && (now & STOPPING) == 0;
    }

    /** Whether the actor is not in the state in which the task runs, and the task is to go on in it. */
    final boolean isOutOfCondition() {
        int now = controls;
        return (now & Hold.CONDITION.bit()) != 0 && (now & STOPPING) == 0;
    }

    final boolean isEnding() {
        return (controls & (STOPPING | CUT)) != 0;
    }

    final boolean isStopping() {
        return (controls & STOPPING) != 0;
    }

    final boolean isCut() {
        return (controls & CUT) != 0;
    }

    final void enter(TaskState next) {
        enter(next, null);
    }

    final void enter(TaskState next, Throwable cause) {
        TaskState last = state;
        if (last != next) {
            Instant now = context.clock().instant();
            state = next;
            since = now;
            context.listener().changed(this, last, next, now, cause);
            if (last == TaskState.FAILED) {
                leaveFailed();
            }
        }
    }

    /** The task is not {@link TaskState#FAILED} any more; if nothing else has failed, it goes on. */
    void leaveFailed() {
        context.listener().goesOn(this);
    }

    /**
     * Decides on the failure of an iteration; within the turn. If the actor is to be restarted or stopped for it, the task is
     * held until then, unless it comes to its end anyway.
     *
     * @param failure the failure
     * @param argument what was in hand; null if there was nothing
     * @param attempts how many times that has been attempted
     * @return what follows; {@link Verdict.Action#CRASH} means that the task has to end
     */
    final Verdict judge(Throwable failure, Object argument, int attempts) {
        counters.failure();
        lastFailure = new TaskFailure(failure, context.clock().instant());
        Verdict verdict = failures.failed(argument != null, attempts);
        if (verdict.deadLetter()) {
            context.listener().deadLetter(this, argument, failure, attempts);
        }
        if (verdict.action() != Verdict.Action.CRASH) {
            if (verdict.action() != Verdict.Action.GO_ON) {
                hold(Hold.FAILURE);
            }
            context.listener().failed(this, failure, verdict);
        }
        return verdict;
    }

    /**
     * The failure of the last iteration that failed since the start. Any thread.
     *
     * @return the failure; null if none has
     */
    public final TaskFailure lastFailure() {
        return lastFailure;
    }

    final Throwable lastCause() {
        TaskFailure failure = lastFailure;
        return failure == null ? null : failure.cause();
    }

    /** An item comes back out of the buffer of a task that ends. */
    final void unread(Object item) {
        context.listener().deadLetter(this, item, null, 0);
    }

    /** Ends the task; within its turn. */
    final void end(Outcome outcome, Throwable cause) {
        CONTROLS.getAndBitwiseOr(this, ENDED);
        enter(switch (outcome) {
            case SUCCEEDED -> TaskState.SUCCEEDED;
            case FAILED -> TaskState.CRASHED;
            case STOPPED -> TaskState.INITIALIZED;
        }, cause);
        if (output != null) {
            output.flush();
            output.end(outcome == Outcome.SUCCEEDED);
        }
        context.listener().ended(this, outcome, cause);
    }

    @Override
    protected Next broken(Throwable failure) {
        abandon();
        end(Outcome.FAILED, failure);
        return idle();
    }

    final TaskContext context() {
        return context;
    }

    /** The actor and the task, such as {@code FileHead#lines}. */
    @Override
    public final String toString() {
        return context.actor() + "#" + model.name();
    }
}
