package io.quarkiverse.actors.benchmarks.loop;

import io.quarkiverse.actors.Task;
import io.quarkiverse.actors.TaskResult;
import io.smallrye.common.annotation.NonBlocking;

/** A loop on an event loop. */
abstract class EventLoop extends Loop {

    @Task
    @NonBlocking
    TaskResult<Void> round() {
        return go();
    }
}
