package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.runtime.lifecycle.Neighbours.Edge;
import io.quarkiverse.actors.runtime.lifecycle.StopOperation.Phase;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.turn.Durations;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;

/**
 * Actors that stop together, in two waves: the tasks of all of them, then their resources, dependents before dependencies.
 * Control thread.
 */
/*
 * The first wave needs no order of its own: sources end, and a consumer ends when its producers have and its buffer is
 * empty, so that the end runs down the streams. The second wave begins when the first is over for all: an actor releases
 * when all its dependents in the group have, and is stopped when all its dependencies in the group are.
 *
 * A quarter of the time, 5 s at most, is kept for the second wave. What has not ended by then is cut off, and a little
 * later given up; and so is every release at the end of the time.
 *
 * Groups may overlap: each is submitted to all of its actors in one step, so that they queue in the same order everywhere.
 */
public final class StopGroup {

    private static final Duration LONGEST_RESERVE = Duration.ofSeconds(5);

    private final Map<ActorCell, StopOperation> members = new LinkedHashMap<>();
    private final Surroundings surroundings;
    /** The members that produce streams. */
    private final Map<ItemStream, ActorCell> producers = new HashMap<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final String limit;
    private final Duration grace;
    private int awaited;
    private int unfinished;
    /** How many have not stopped their tasks. */
    private int busy;
    private boolean timeIsUp;
    private final Deque<StopOperation> further = new ArrayDeque<>();
    private boolean advancing;
    private Timer timer;

    /**
     * @param cells the actors, in the order of the graph
     * @param surroundings what all actors share
     */
    public StopGroup(Collection<ActorCell> cells, Surroundings surroundings) {
        this.surroundings = surroundings;
        for (ActorCell cell : cells) {
            members.put(cell, new StopOperation(cell, this));
        }
        for (StopOperation operation : members.values()) {
            link(operation);
        }
        this.awaited = members.size();
        this.unfinished = members.size();
        this.busy = members.size();
        Duration total = surroundings.settings().shutdownTimeout();
        this.limit = Durations.text(total);
        Duration quarter = total.dividedBy(4);
        Duration reserve = quarter.compareTo(LONGEST_RESERVE) < 0 ? quarter : LONGEST_RESERVE;
        this.grace = reserve.dividedBy(4);
        timer = surroundings.timers().after(total.minus(reserve), onControl(() -> expireTasks(reserve)));
    }

    private void link(StopOperation operation) {
        for (Edge edge : operation.cell.neighbours().dependencies()) {
            StopOperation dependency = members.get(edge.cell());
            if (dependency != null) {
                operation.follow(dependency);
            }
        }
        for (Task task : operation.cell.tasks()) {
            if (task.output() != null) {
                producers.put(task.output(), operation.cell);
            }
        }
    }

    /**
     * Begins the stop.
     *
     * @return completes when all are stopped; fails with what made one end in {@code crashed}
     */
    public CompletableFuture<Void> begin() {
        if (members.isEmpty()) {
            over();
        }
        members.values().forEach(operation -> operation.done().whenComplete((ignored, failure) -> finished(operation)));
        List<ActorCell> dependentsFirst = new ArrayList<>(members.keySet());
        Collections.reverse(dependentsFirst);
        members.keySet().forEach(ActorCell::leave);
        dependentsFirst.forEach(cell -> cell.submit(members.get(cell)));
        return done;
    }

    /** The stop of an actor was reached. */
    void ready() {
        if (--awaited == 0) {
            members.values().forEach(StopOperation::stopTasks);
        }
    }

    /** Whether the producer of a stream goes on while this group stops. */
    boolean goesOn(ItemStream stream) {
        if (stream.isWhole()) {
            return stream.branches().anyMatch(branch -> branch.isOpen() && !producers.containsKey(branch));
        }
        ActorCell owner = producers.get(stream);
        return owner == null || stream.isOpen() && !owner.taskGroup().isLive(stream);
    }

    /** An actor has stopped its tasks; when all have, those that nobody depends on release. */
    void tasksStopped() {
        if (--busy == 0) {
            further.addAll(members.values());
            advance();
        }
    }

    /** An actor has come further: lets others follow. Not from within: what follows may be a long chain. */
    private void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        for (StopOperation next = further.poll(); next != null; next = further.poll()) {
            next.goOn();
        }
        advancing = false;
    }

    /** An actor has released its resources. */
    void released(StopOperation operation) {
        further.addAll(operation.dependencies());
        further.add(operation);
        advance();
    }

    private void finished(StopOperation operation) {
        further.addAll(operation.dependents());
        advance();
        if (--unfinished == 0) {
            over();
        }
    }

    private void over() {
        timer.cancel();
        Throwable failure = null;
        for (StopOperation operation : members.values()) {
            if (failure == null) {
                failure = operation.failure();
            } else if (operation.failure() != null && operation.failure() != failure) {
                failure.addSuppressed(operation.failure());
            }
        }
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }

    private void expireTasks(Duration left) {
        for (StopOperation operation : members.values()) {
            if (operation.phase() == Phase.QUEUED && operation.cell.calls().current() != null) {
                operation.cell.calls().current().expire(new ActorException(
                        operation.cell.name() + " was told to stop and did not get to it within " + limit));
            } else if (operation.phase() == Phase.STOPPING_TASKS) {
                operation.expireTasks(limit);
            } else if (timeIsUp && !operation.done().isDone()) {
                operation.expireRelease(limit);
            }
        }
        if (unfinished > 0) {
            timer = surroundings.timers().after(grace, onControl(() -> {
                Duration now = left.minus(grace);
                timeIsUp = timeIsUp || now.isNegative() || now.isZero();
                expireTasks(now);
            }));
        }
    }

    private Runnable onControl(Runnable step) {
        return () -> surroundings.control().execute(step);
    }
}
