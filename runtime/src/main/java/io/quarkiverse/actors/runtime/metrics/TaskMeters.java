package io.quarkiverse.actors.runtime.metrics;

import io.micrometer.core.instrument.Tags;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.task.TaskCounters;

/** What a task does, emits and consumes. */
record TaskMeters(String actor, Task task) {

    private static final String OUTCOMES = "Iterations by what became of them";
    private static final String DROPS = "Items that were dropped";

    void register(Meters meters) {
        Tags tags = Tags.of("actor", actor, "task", task.name());
        iterations(meters, tags);
        if (task.output() != null) {
            output(meters, tags);
        }
        if (task.isConsumer()) {
            input(meters, tags);
        }
    }

    private void iterations(Meters meters, Tags tags) {
        TaskCounters counters = task.counters();
        meters.count("actors.task.iterations", "Iterations that have begun", tags, counters, TaskCounters::iterations);
        if (task.model().method().returns() != Returns.MULTI) {
            meters.time("actors.task.duration", "How long iterations take", tags, counters, TaskCounters::iterations,
                    TaskCounters::nanos);
        }
        meters.count("actors.task.outcomes", OUTCOMES, tags.and("outcome", "skipped"), counters, TaskCounters::skipped);
        meters.count("actors.task.outcomes", OUTCOMES, tags.and("outcome", "failed"), counters, TaskCounters::failed);
        meters.count("actors.task.outcomes", OUTCOMES, tags.and("outcome", "retried"), counters, TaskCounters::retried);
        if (task.isPeriodic()) {
            meters.count("actors.task.missed", "Ticks that were missed", tags, counters, TaskCounters::missed);
        }
    }

    private void output(Meters meters, Tags tags) {
        meters.count("actors.stream.items", "Items that were emitted", tags, task.counters(), TaskCounters::emitted);
        meters.count("actors.stream.drops", DROPS, tags.and("reason", "unseen"), task.output(), ItemStream::unseen);
        meters.count("actors.stream.drops", DROPS, tags.and("reason", "subscriber"), task.output(), ItemStream::lost);
    }

    private void input(Meters meters, Tags tags) {
        meters.count("actors.stream.drops", DROPS, tags.and("reason", "overflow"), task, Task::dropped);
        for (int i = 0; i < task.model().inputs().size(); i++) {
            int position = i;
            InputModel input = task.model().inputs().get(position);
            Tags buffer = tags.and("producer", input.actor() + "#" + input.task());
            meters.gauge("actors.stream.buffered", "Items that wait in a buffer", buffer, task, it -> it.buffered(position));
            meters.gauge("actors.stream.capacity", "Items for which a buffer has room", buffer, input, InputModel::buffer);
        }
    }
}
