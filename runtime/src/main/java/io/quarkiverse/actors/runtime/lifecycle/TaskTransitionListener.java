package io.quarkiverse.actors.runtime.lifecycle;

import io.quarkiverse.actors.TaskTransition;

/** Hears of every change of state of a task. Called on the control thread in the order of each task; does not block. */
@FunctionalInterface
public interface TaskTransitionListener {

    /**
     * A task has changed its state.
     *
     * @param transition what happened
     */
    void onTaskTransition(TaskTransition transition);
}
