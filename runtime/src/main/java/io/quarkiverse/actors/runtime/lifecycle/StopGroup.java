package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.runtime.lifecycle.Neighbours.Edge;
import io.quarkiverse.actors.runtime.lifecycle.StopOperation.Phase;
import io.quarkiverse.actors.runtime.stream.ItemStream;
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
    private final Function<ItemStream, ActorCell> owners;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final String limit;
    private final Duration grace;
    private int awaited;
    private int unfinished;
    private boolean releasing;
    private boolean timeIsUp;
    private boolean advancing;
    private boolean furtherSteps;
    private Timer timer;

    /**
     * @param cells the actors, in the order of the graph
     * @param surroundings what all actors share
     * @param owners finds the actor that produces a stream
     */
    public StopGroup(Collection<ActorCell> cells, Surroundings surroundings, Function<ItemStream, ActorCell> owners) {
        this.surroundings = surroundings;
        this.owners = owners;
        for (ActorCell cell : cells) {
            members.put(cell, new StopOperation(cell, this));
        }
        this.awaited = members.size();
        this.unfinished = members.size();
        Duration total = surroundings.settings().shutdownTimeout();
        this.limit = Durations.text(total);
        Duration quarter = total.dividedBy(4);
        Duration reserve = quarter.compareTo(LONGEST_RESERVE) < 0 ? quarter : LONGEST_RESERVE;
        this.grace = reserve.dividedBy(4);
        timer = surroundings.timers().after(total.minus(reserve), onControl(() -> expireTasks(reserve)));
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
        members.values().forEach(operation -> operation.done().whenComplete((ignored, failure) -> finished()));
        List<ActorCell> dependentsFirst = new ArrayList<>(members.keySet());
        Collections.reverse(dependentsFirst);
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
        ActorCell owner = owners.apply(stream);
        return !members.containsKey(owner) || stream.isOpen() && !owner.taskGroup().isLive(stream);
    }

    /** An actor has come further: lets others follow. */
    void advance() {
        furtherSteps = true;
        if (advancing) {
            return;
        }
        advancing = true;
        while (furtherSteps) {
            furtherSteps = false;
            step();
        }
        advancing = false;
    }

    private void step() {
        if (!releasing) {
            releasing = members.values().stream().allMatch(o -> o.phase().compareTo(Phase.TASKS_STOPPED) >= 0);
            if (!releasing) {
                return;
            }
        }
        for (StopOperation operation : members.values()) {
            if (operation.phase() == Phase.TASKS_STOPPED && have(operation.cell.neighbours().dependents(), Phase.RELEASED)) {
                operation.release();
            } else if (operation.phase() == Phase.RELEASED && have(operation.cell.neighbours().dependencies(), Phase.STOPPED)) {
                operation.finish();
            }
        }
    }

    private boolean have(Collection<Edge> neighbours, Phase phase) {
        for (Edge edge : neighbours) {
            StopOperation neighbour = members.get(edge.cell());
            if (neighbour != null && (neighbour.phase().compareTo(phase) < 0
                    || phase == Phase.STOPPED && !neighbour.done().isDone())) {
                return false;
            }
        }
        return true;
    }

    private void finished() {
        if (--unfinished == 0) {
            over();
        } else {
            advance();
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
