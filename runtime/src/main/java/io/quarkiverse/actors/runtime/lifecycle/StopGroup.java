package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

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
 * later given up; and so is every release at the end of the time. An actor that has less time of its own is cut off by
 * itself: its time runs when its producers have ended, and when it releases.
 *
 * Groups may overlap: each is submitted to all of its actors in one step, so that they queue in the same order everywhere.
 */
public final class StopGroup {

    private static final Duration LONGEST_RESERVE = Duration.ofSeconds(5);

    private final Map<ActorCell, StopOperation> members = new LinkedHashMap<>();
    /** Those that have less time than the group. */
    private final List<StopOperation> limited;
    /** The same by the names of the actors that they consume from. */
    private final Map<String, Set<StopOperation>> limitedConsumers = new HashMap<>();
    private final Surroundings surroundings;
    /** The members that produce streams. */
    private final Map<ItemStream, ActorCell> producers = new HashMap<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final String limit;
    private final Duration grace;
    private int awaited;
    private int unfinished;
    /** How many have not stopped their tasks, all and by the name of the actor. */
    private int busy;
    private final Map<String, Integer> busyByActor = new HashMap<>();
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
        this.limited = members.values().stream().filter(StopOperation::isLimited).toList();
        for (StopOperation operation : limited) {
            producers(operation).forEach(
                    name -> limitedConsumers.computeIfAbsent(name, ignored -> new LinkedHashSet<>()).add(operation));
        }
        this.awaited = members.size();
        this.unfinished = members.size();
        this.busy = members.size();
        Duration total = surroundings.settings().shutdownTimeout();
        this.limit = Durations.text(total);
        Duration reserve = reserve(total);
        this.grace = grace(total);
        timer = surroundings.timers().after(total.minus(reserve), onControl(() -> expireTasks(reserve)));
    }

    private void link(StopOperation operation) {
        busyByActor.merge(operation.cell.model().name(), 1, Integer::sum);
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

    /** The part of a limit that is kept for the second wave. */
    static Duration reserve(Duration limit) {
        Duration quarter = limit.dividedBy(4);
        return quarter.compareTo(LONGEST_RESERVE) < 0 ? quarter : LONGEST_RESERVE;
    }

    /** How long something that was cut off or given up has until the next is. */
    static Duration grace(Duration limit) {
        return reserve(limit).dividedBy(4);
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
        members.keySet().forEach(ActorCell::beginDeparture);
        dependentsFirst.forEach(cell -> cell.submit(members.get(cell)));
        return done;
    }

    /** The stop of an actor was reached. */
    void ready() {
        if (--awaited == 0) {
            members.values().forEach(StopOperation::stopTasks);
            runOwnTimes(limited);
        }
    }

    /** Tasks may have been left behind: what consumes from them ends without them. */
    void leftBehind() {
        for (StopOperation operation : members.values()) {
            if (operation.phase() == Phase.STOPPING_TASKS) {
                operation.cell.taskGroup().cutInputs(this::goesOn);
            }
        }
    }

    private void runOwnTimes(Collection<StopOperation> operations) {
        operations.stream().filter(StopOperation::isLimited).filter(this::haveProducersEnded)
                .forEach(StopOperation::producersEnded);
    }

    private boolean haveProducersEnded(StopOperation consumer) {
        return producers(consumer).noneMatch(producer -> isBusy(producer, consumer));
    }

    /** The names of the actors that one consumes from. */
    private static Stream<String> producers(StopOperation consumer) {
        return consumer.cell.model().tasks().stream().flatMap(task -> task.inputs().stream()).map(input -> input.actor());
    }

    /** Whether a producer has not stopped its tasks; of a keyed one that a keyed one consumes from the instance of its key. */
    private boolean isBusy(String producer, StopOperation consumer) {
        if (busyByActor.getOrDefault(producer, 0) == 0) {
            return false;
        }
        Stream<StopOperation> direct = consumer.dependencies().stream()
                .filter(operation -> operation.cell.isKeyed() && operation.cell.model().name().equals(producer));
        return !consumer.cell.isKeyed() || direct.allMatch(operation -> operation.phase().compareTo(Phase.TASKS_STOPPED) < 0);
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
    void tasksStopped(StopOperation operation) {
        String name = operation.cell.model().name();
        int others = busyByActor.merge(name, -1, Integer::sum);
        if (--busy == 0) {
            further.addAll(members.values());
            advance();
        } else if (!limited.isEmpty()) {
            runOwnTimes(others == 0 ? limitedConsumers.getOrDefault(name, Set.of()) : operation.dependents());
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
