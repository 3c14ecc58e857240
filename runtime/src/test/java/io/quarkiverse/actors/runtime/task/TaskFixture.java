package io.quarkiverse.actors.runtime.task;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Supervision;
import io.quarkiverse.actors.runtime.supervision.Supervisor;
import io.quarkiverse.actors.runtime.supervision.Verdict;
import io.quarkiverse.actors.runtime.testing.VirtualStage;
import io.quarkiverse.actors.runtime.turn.Lanes;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Threads;
import io.quarkiverse.actors.runtime.turn.Turn;

/** Tasks without actors around them, each in a turn of its own, in virtual time. */
final class TaskFixture implements TaskListener, AutoCloseable {

    /** The first failure ends a task. */
    private static final Supervision FATAL = Supervision.DEFAULT.withBudget(0, Duration.ofMinutes(1)).withMaxAttempts(1);

    final VirtualStage stage = new VirtualStage();
    final List<String> events = new ArrayList<>();
    private final Platform platform = stage.platform();
    private final Lanes workers = Lanes.workers(platform.workers(), 4, 2, platform.timers(), platform.nanoTime());
    private final Lanes loops = Lanes.loops(platform.loops(), 2, platform.timers(), platform.nanoTime());
    private final Lanes virtual = Lanes.virtual(platform.virtual(), 2, platform.timers(), platform.nanoTime());
    private final Threads threads = new Threads(workers, loops, virtual);

    Task task(String name, Returns returns, Threading threading, boolean emits, MethodCall call, int buffer,
            Task... producers) {
        MethodModel method = new MethodModel(name, 0, returns, emits, threading);
        List<InputModel> inputs = Stream.of(producers).map(task -> InputModel.of(task.name(), task.name(), buffer)).toList();
        TaskModel model = TaskModel.of(name, method, inputs);
        return task(model, TaskSettings.unlimited(model), call, producers);
    }

    /** A task with other settings, but for its supervision. */
    Task task(TaskModel model, TaskSettings settings, MethodCall call, Task... producers) {
        TaskContext context = new TaskContext("Actor", turn(), this, platform.timers(), platform.clock(), platform.nanoTime(),
                new Supervisor(platform.nanoTime(), () -> 0.5), TaskContext.Outputs.PLAIN);
        TaskSettings fatal = new TaskSettings(settings.schedule(), settings.delay(), settings.timeout(),
                settings.stallTimeout(), settings.batchTimeouts(), FATAL);
        return Tasks.of(model, fatal, call, context, this::turn,
                (actor, task) -> Stream.of(producers).filter(producer -> producer.name().equals(task)).findAny().orElseThrow()
                        .output());
    }

    Task source(String name, MethodCall call) {
        return task(name, Returns.VALUE, Threading.NON_BLOCKING, true, call, 0);
    }

    /** A task that is called at the ticks of a schedule. */
    Task periodic(String name, Schedule schedule, Clock clock, LongSupplier nanoTime, MethodCall call) {
        TaskModel model = TaskModel.of(name, new MethodModel(name, 0, Returns.VALUE, false, Threading.NON_BLOCKING), List.of());
        TaskContext context = new TaskContext("Actor", turn(), this, platform.timers(), clock, nanoTime,
                new Supervisor(nanoTime, () -> 0.5), TaskContext.Outputs.PLAIN);
        TaskSettings settings = new TaskSettings(schedule, Duration.ZERO, null, null, List.of(), FATAL);
        return Tasks.of(model, settings, call, context, this::turn, (actor, task) -> null);
    }

    Task consumer(String name, int buffer, MethodCall call, Task... producers) {
        return task(name, Returns.VALUE, Threading.NON_BLOCKING, false, call, buffer, producers);
    }

    private Turn turn() {
        return new Turn(threads);
    }

    void start(Task... tasks) {
        for (Task task : tasks) {
            task.prepare();
        }
        for (Task task : tasks) {
            task.join();
        }
        for (Task task : tasks) {
            task.begin(this);
        }
        stage.settle();
    }

    void stop(Task task) {
        task.stop(stream -> false);
        stage.settle();
    }

    @Override
    public void ended(Task task, Task.Outcome outcome, Throwable cause) {
        events.add(task.name() + " " + outcome + (cause == null ? "" : " " + cause.getMessage()));
    }

    @Override
    public void failed(Task task, Throwable cause, Verdict verdict) {
        events.add(task.name() + " failed");
    }

    @Override
    public void deadLetter(Task task, Object item, Throwable cause, int attempts) {
        if (attempts > 0) {
            events.add(task.name() + " gave up " + item);
        }
    }

    @Override
    public void undelivered(Task task, String producer, long items) {
        events.add(task.name() + " left " + items + " of " + producer);
    }

    @Override
    public void close() {
        stage.close();
    }
}
