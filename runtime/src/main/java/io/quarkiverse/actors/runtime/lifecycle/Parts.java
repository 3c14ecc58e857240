package io.quarkiverse.actors.runtime.lifecycle;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.resource.Resources;
import io.quarkiverse.actors.runtime.supervision.Supervisor;

/**
 * What an instance of an actor consists of, as far as its lifecycle is concerned. Control thread, unless a method says
 * otherwise.
 */
/*
 * Of a hundred thousand instances hardly any is on its way somewhere at a time: one whose actor has no tasks, resources and
 * hooks lets go of all this when nothing happens to it, and makes it anew when something does.
 */
final class Parts {

    private final boolean dispensable;
    private final Health health = new Health();
    private final Hooks hooks;
    private final Resources resources;
    private final TaskGroup tasks;
    private final Neighbours neighbours;
    private final CallQueue calls;
    private final Supervisor supervisor;
    private final Recovery recovery;
    private final Reception reception;

    /** Any thread. */
    Parts(ActorCell cell) {
        ActorNode node = cell.node();
        Surroundings surroundings = node.surroundings();
        this.dispensable = cell.isKeyed() && node.model().tasks().isEmpty() && node.resources().isEmpty()
                && node.model().hooks().isEmpty();
        String name = cell.name();
        this.hooks = new Hooks(name, node.model().hooks(), node.binding()::call, cell.turn(), surroundings.control(),
                cell.instance()::get);
        this.resources = new Resources(name, node.resources(), new Resources.Threads(surroundings.threads().workers()::execute,
                surroundings.loop(), surroundings.control(), surroundings.timers()));
        this.tasks = new TaskGroup(cell, surroundings);
        this.neighbours = new Neighbours(cell);
        this.calls = new CallQueue(cell, surroundings.control());
        this.supervisor = new Supervisor(surroundings.nanoTime(), surroundings.random());
        this.recovery = new Recovery(cell, surroundings);
        this.reception = new Reception(cell, cell.mailbox(), surroundings);
    }

    /** Whether nothing would be forgotten. */
    boolean mayGo() {
        return dispensable && calls.last() == null && health.worst().state() == ActorState.HEALTHY && recovery.isIdle()
                && !neighbours.isDown()
                && !reception.isAbandoned();
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

    TaskGroup tasks() {
        return tasks;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    CallQueue calls() {
        return calls;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    Recovery recovery() {
        return recovery;
    }

    Reception reception() {
        return reception;
    }
}
