package io.quarkiverse.actors.quickstart;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;

/** Counts to ten. */
// tag::actor[]
@Actor
public class CountingActor {

    private int count;

    @OnEnter(ActorState.STARTING)
    void reset() {
        count = 0;
    }

    @Task
    TaskResult<Integer> count() {
        return ++count < 10 ? TaskResult.emit(count) : TaskResult.success(count);
    }
}
// end::actor[]
