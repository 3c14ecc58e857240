package io.quarkiverse.actors.benchmarks.loop;

import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.benchmarks.Batch;

/** Several loops in one actor. */
abstract class Loops {

    @Inject
    Batch batch;
    private long[] rounds;
    private long end;

    @OnEnter(ActorState.STARTING)
    void begin() {
        rounds = new long[LoopBenchmark.MANY];
        end = batch.items();
    }

    @OnEnter(ActorState.TASKS_STOPPED)
    void report() {
        for (long count : rounds) {
            batch.add(1, count);
        }
    }

    final TaskResult<Void> go(int loop) {
        return ++rounds[loop] == end ? TaskResult.success() : TaskResult.proceed();
    }
}
