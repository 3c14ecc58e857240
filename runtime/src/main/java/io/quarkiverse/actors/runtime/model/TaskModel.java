package io.quarkiverse.actors.runtime.model;

import java.util.List;

import io.quarkiverse.actors.ActorState;

/**
 * A task of an actor.
 *
 * @param name the name, unique within the actor
 * @param method the method of an iteration
 * @param inputs what the task consumes; empty for a source
 * @param schedule when it is called if it is periodic
 * @param whileIn the state, {@code started} or within, in which the task runs
 * @param substate the sub-state in which the task runs; null if it runs in all of {@code whileIn}
 * @param concurrency how many iterations may be in progress at the same time, at least 1
 * @param timeout how long an iteration may take, as written, possibly a property expression; empty for no limit
 * @param stallTimeout how long it may go without beginning or finishing an iteration, as written, likewise; empty for no watch
 * @param supervision how its failures are dealt with
 */
public record TaskModel(String name, MethodModel method, List<InputModel> inputs, ScheduleModel schedule, ActorState whileIn,
        SubstateModel substate, int concurrency, String timeout, String stallTimeout, SupervisionModel supervision) {

    /**
     * A continuous task that runs while its actor does, without a limit, one iteration at a time.
     *
     * @param name the name, unique within the actor
     * @param method the method of an iteration
     * @param inputs what the task consumes; empty for a source
     * @return the task
     */
    public static TaskModel of(String name, MethodModel method, List<InputModel> inputs) {
        return new TaskModel(name, method, inputs, ScheduleModel.NONE, ActorState.RUNNING, null, 1, "", "",
                SupervisionModel.NONE);
    }

    /**
     * Whether the task runs in some states of its running actor only.
     *
     * @return {@code false} for the default
     */
    public boolean isConditional() {
        return whileIn != ActorState.RUNNING || substate != null;
    }
}
