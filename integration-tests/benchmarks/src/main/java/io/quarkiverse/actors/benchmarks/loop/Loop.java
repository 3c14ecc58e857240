package io.quarkiverse.actors.benchmarks.loop;

import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.benchmarks.Batch;

/** Goes round a number of times. */
abstract class Loop {

    @Inject
    Batch batch;
    private long rounds;
    private long end;

    @OnEnter(ActorState.STARTING)
    void begin() {
        rounds = 0;
        end = batch.items();
    }

    @OnEnter(ActorState.TASKS_STOPPED)
    void report() {
        batch.add(1, rounds);
    }

    final TaskResult<Void> go() {
        return ++rounds == end ? TaskResult.success() : TaskResult.proceed();
    }
}
