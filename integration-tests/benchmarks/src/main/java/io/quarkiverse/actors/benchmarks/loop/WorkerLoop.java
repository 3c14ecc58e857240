package io.quarkiverse.actors.benchmarks.loop;

import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;

/** A loop that may block. */
abstract class WorkerLoop extends Loop {

    @Task
    TaskResult<Void> round() {
        return go();
    }
}
