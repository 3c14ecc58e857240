package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.TaskTransition;
import io.quarkiverse.actors.runtime.model.SubstateModel;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.supervision.Verdict;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.task.Task.Hold;
import io.quarkiverse.actors.runtime.task.Task.Outcome;
import io.quarkiverse.actors.runtime.task.TaskListener;
import io.quarkiverse.actors.runtime.turn.Durations;
import io.quarkiverse.actors.runtime.turn.ThreadStack;

/** The tasks of one actor as its lifecycle sees them. Control thread, but for what the tasks themselves call. */
final class TaskGroup implements TaskListener {

    private final ActorCell cell;
    private final Surroundings surroundings;
    private volatile List<Task> tasks = List.of();
    /** Prepared and not ended. */
    private final Set<Task> live = new LinkedHashSet<>();
    /** Did not end when they should have. */
    private final Set<Task> abandoned = new HashSet<>();
    private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);
    /** Whether iterations are possible: the tasks have begun, and the resources are there. */
    private boolean going;

    TaskGroup(ActorCell cell, Surroundings surroundings) {
        this.cell = cell;
        this.surroundings = surroundings;
    }

    void set(List<Task> made) {
        tasks = List.copyOf(made);
    }

    List<Task> all() {
        return tasks;
    }

    /** A number that changes whenever tasks have consumed or emitted something. */
    int uses() {
        int uses = 0;
        for (Task task : tasks) {
            uses += (int) task.uses();
        }
        return uses;
    }

    /** Whether nothing is under way, and everything emitted has been read. */
    boolean isAtRest() {
        for (Task task : tasks) {
            if (!task.isIdle() || task.state() == TaskState.RETRYING || task.output() != null && !task.output().isDrained()) {
                return false;
            }
        }
        return true;
    }

    /** Whether every task that comes to an end by itself has: those that are neither periodic nor conditional. */
    boolean haveSucceeded() {
        return tasks.stream().filter(task -> !task.isPeriodic() && !task.isConditional())
                .allMatch(task -> task.state() == TaskState.SUCCEEDED);
    }

    /** Makes tasks ready to begin and joins what they consume. */
    void prepare(Predicate<Task> which) {
        ActorException obstacle = obstacle();
        if (obstacle != null) {
            throw obstacle;
        }
        abandoned.clear();
        going = false;
        for (Task task : tasks) {
            if (which.test(task) && !live.contains(task)) {
                live.add(task);
                task.prepare();
                task.join();
            }
        }
        if (ended.isDone()) {
            ended = new CompletableFuture<>();
        }
        checkEnded();
    }

    /** Why tasks cannot be prepared; null if they can. */
    ActorException obstacle() {
        return abandoned.stream().filter(task -> !task.isEnded()).findFirst()
                .map(task -> new ActorException(task + " still runs an iteration of the last run of " + cell.name()
                        + ": the actor cannot start before it returns"))
                .orElse(null);
    }

    void begin(Object instance, boolean dependencyDown) {
        if (dependencyDown) {
            suspendConsuming(true);
        }
        going = true;
        live.forEach(task -> {
            task.begin(instance);
            surroundings.stalls().add(cell, task);
        });
        enter(cell.state(), cell.machine().substate());
    }

    /** The actor is about to go to a state and sub-state: conditional tasks that do not run there are held. */
    void leave(ActorState to, SubstateModel substate) {
        for (Task task : live) {
            if (task.isConditional() && !task.runsIn(to, substate)) {
                task.leaveCondition();
            }
        }
    }

    /** The actor is in a state and sub-state: conditional tasks that run there go on. */
    void enter(ActorState state, SubstateModel substate) {
        for (Task task : live) {
            if (task.isConditional() && task.runsIn(state, substate)) {
                task.release(Hold.CONDITION);
            }
        }
    }

    /** Makes tasks that have failed ready to begin once more. */
    void revive() {
        prepare(task -> task.state() == TaskState.CRASHED);
    }

    /** Holds the tasks that run while the actor does; others know themselves whether they run in a pause. */
    void pause() {
        live.stream().filter(task -> !task.isConditional()).forEach(task -> task.hold(Hold.PAUSE));
    }

    void release(Hold hold) {
        live.forEach(task -> task.release(hold));
    }

    void suspendConsuming(boolean suspend) {
        for (Task task : live) {
            if (task.isConsumer() && suspend) {
                task.hold(Hold.DEPENDENCY);
            } else if (task.isConsumer()) {
                task.release(Hold.DEPENDENCY);
            }
        }
    }

    /** Holds the tasks for a restart; completes when no iteration is in hand any more. */
    CompletableFuture<Void> quiesce() {
        live.forEach(task -> task.hold(Hold.RESTART));
        going = false;
        unwatch();
        List<CompletableFuture<Void>> barriers = live.stream().map(this::barrier).toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(barriers.toArray(CompletableFuture[]::new));
        after(surroundings.settings().cancelAfter(), all, () -> live.forEach(Task::cancelInHand));
        return all;
    }

    private CompletableFuture<Void> barrier(Task task) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        task.quiesce(() -> surroundings.control().execute(() -> passed.complete(null)));
        return passed;
    }

    /** Brings the tasks to their end, sources at once and consumers when they have drained; see {@link #ended()}. */
    void stop(Predicate<ItemStream> goesOn) {
        unwatch();
        reclaim();
        for (Task task : live) {
            if (going) {
                task.stop(goesOn);
            } else {
                task.cut();
            }
        }
        after(surroundings.settings().cancelAfter(), ended, () -> live.stream().filter(task -> !task.isConsumer())
                .forEach(Task::cancelInHand));
    }

    /** Takes nothing more from producers that have ended without ending their streams. */
    void cutInputs(Predicate<ItemStream> goesOn) {
        if (going) {
            List.copyOf(live).forEach(task -> task.stop(goesOn));
        }
    }

    private void unwatch() {
        tasks.forEach(surroundings.stalls()::remove);
    }

    /** What was left behind counts again: a stop is over only when it has ended. */
    private void reclaim() {
        abandoned.stream().filter(task -> !task.isEnded()).forEach(live::add);
        abandoned.clear();
        if (!live.isEmpty() && ended.isDone()) {
            ended = new CompletableFuture<>();
        }
    }

    /** Ends the tasks whatever is left to do; completes when they have ended or were given up. */
    CompletableFuture<Void> cut() {
        unwatch();
        live.forEach(Task::cut);
        Duration patience = surroundings.settings().cancelAfter();
        after(patience, ended, () -> {
            live.forEach(Task::cancelInHand);
            after(patience, ended, this::abandon);
        });
        return ended();
    }

    /** Cuts the tasks and cancels their iterations in hand. */
    void cutNow() {
        List<Task> left = List.copyOf(live);
        left.forEach(Task::cut);
        left.forEach(Task::cancelInHand);
    }

    /** The tasks that have something in hand or are about to. */
    List<Task> busy() {
        return live.stream().filter(task -> !task.isIdle()).toList();
    }

    /** Gives up on what has not ended. */
    void abandon() {
        for (Task task : List.copyOf(live)) {
            LOG.taskLeftBehind(ThreadStack.of(task.threads()), task, task.isBlocking() ? "interrupted" : "cancelled");
            task.abandon();
            abandoned.add(task);
            live.remove(task);
        }
        checkEnded();
    }

    /** Completes when no task is live. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Forgets which tasks have succeeded, as seen by those who watch their streams. */
    void reopenStreams() {
        for (Task task : tasks) {
            if (task.output() != null) {
                task.output().reopen();
            }
        }
    }

    boolean isLive(ItemStream stream) {
        return live.stream().anyMatch(task -> task.output() == stream);
    }

    private void checkEnded() {
        if (live.isEmpty()) {
            ended.complete(null);
        }
    }

    /** Does something later, unless what is waited for has come by then. */
    private void after(Duration delay, CompletableFuture<Void> awaited, Runnable action) {
        if (awaited.isDone()) {
            return;
        }
        Runnable withdraw = cell.onControlAfter(delay, () -> {
            if (!awaited.isDone()) {
                action.run();
            }
        });
        awaited.whenComplete((ignored, failure) -> withdraw.run());
    }

    @Override
    public void changed(Task task, TaskState from, TaskState to, Instant at, Throwable cause) {
        if (!surroundings.taskListeners().isEmpty()) {
            TaskTransition transition = new TaskTransition(cell.model().name(), cell.key(), task.name(), from, to, at, cause);
            surroundings.control().execute(
                    () -> surroundings.taskListeners().forEach(listener -> listener.onTaskTransition(transition)));
        }
    }

    @Override
    public void ended(Task task, Outcome outcome, Throwable cause) {
        surroundings.control().execute(() -> {
            if (!live.remove(task)) {
                return;
            }
            if (surroundings.stalls().remove(task)) {
                cell.movesOn(task);
            }
            if (outcome == Outcome.SUCCEEDED) {
                cell.taskSucceeded();
            } else if (outcome == Outcome.FAILED) {
                cell.taskCrashed(task, cause);
            }
            checkEnded();
        });
    }

    @Override
    public void failed(Task task, Throwable cause, Verdict verdict) {
        LOG.taskFailed(cause, task, consequence(verdict));
        surroundings.control().execute(() -> cell.recovery().failed(task, cause, verdict));
    }

    @Override
    public void goesOn(Task task) {
        surroundings.control().execute(() -> cell.recovery().goesOn(task));
    }

    private String consequence(Verdict verdict) {
        String when = verdict.delay().isZero() ? "at once" : "in " + Durations.text(verdict.delay());
        return switch (verdict.action()) {
            case GO_ON -> "it goes on " + when;
            case RESTART_ACTOR -> cell.name() + " restarts " + when;
            case RENEW_ACTOR -> cell.name() + " restarts with a new instance " + when;
            case STOP -> cell.name() + " stops";
            case CRASH -> cell.name() + " crashes";
        };
    }

    @Override
    public void deadLetter(Task task, Object item, Throwable cause, int attempts) {
        if (attempts > 0) {
            LOG.itemGivenUp(task, attempts);
        }
        if (!surroundings.deadLetters().isEmpty()) {
            DeadLetter letter = new DeadLetter(cell.model().name(), cell.key(), task.name(), item, cause, attempts);
            surroundings.control().execute(() -> surroundings.deadLetters().forEach(listener -> listener.accept(letter)));
        }
    }

    @Override
    public void undelivered(Task task, String producer, long items) {
        String loss = "%s ended before it had processed %d item(s) of %s".formatted(task, items, producer);
        LOG.undelivered(loss);
        surroundings.control().execute(() -> cell.itemsLost(loss));
    }

    @Override
    public void dropping(Task task, String producer, Overflow policy) {
        LOG.dropping(task, producer, policy);
    }
}
