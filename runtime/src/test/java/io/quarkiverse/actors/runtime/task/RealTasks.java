package io.quarkiverse.actors.runtime.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.lifecycle.Platform;
import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Supervisor;
import io.quarkiverse.actors.runtime.supervision.Verdict;
import io.quarkiverse.actors.runtime.testing.RealStage;
import io.quarkiverse.actors.runtime.turn.Lanes;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Threads;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.smallrye.mutiny.Multi;

/** Tasks without actors around them on real threads. */
final class RealTasks implements TaskListener, AutoCloseable {

    private static final int BUFFER = 16;

    private final List<Task> started = new ArrayList<>();
    private final RealStage stage = new RealStage();
    private final Platform platform = stage.platform();
    private final Lanes workers = Lanes.workers(platform.workers(), 4, 2, platform.timers(), platform.nanoTime());
    private final Lanes loops = Lanes.loops(platform.loops(), 2, platform.timers(), platform.nanoTime());
    private final Threads threads = new Threads(workers, loops, workers);

    /** Emits 0, 1, 2, …, as many as given, and then succeeds. */
    Task numbers(long count) {
        AtomicLong next = new AtomicLong();
        return task("numbers", Returns.VALUE, (actor, none) -> next.get() == count ? TaskResult.success()
                : (Object) next.getAndIncrement());
    }

    Task source(Multi<?> items) {
        return task("items", Returns.MULTI, (actor, none) -> items);
    }

    Task processor(Task producer, Function<Multi<?>, Multi<?>> method) {
        return task("processor", Returns.MULTI, (actor, given) -> method.apply((Multi<?>) given[0]), producer);
    }

    private Task task(String name, Returns returns, MethodCall call, Task... producers) {
        MethodModel method = new MethodModel(name, 0, returns, true, Threading.NON_BLOCKING);
        List<InputModel> inputs = Stream.of(producers).map(task -> InputModel.of("Actor", task.name(), BUFFER)).toList();
        TaskModel model = TaskModel.of(name, method, inputs);
        TaskContext context = new TaskContext("Actor", turn(), this, platform.timers(), platform.clock(), platform.nanoTime(),
                new Supervisor(platform.nanoTime(), () -> 0.5), TaskContext.Outputs.PLAIN);
        return Tasks.of(model, TaskSettings.unlimited(model), call, context, this::turn,
                (actor, task) -> Stream.of(producers).filter(producer -> producer.name().equals(task)).findAny().orElseThrow()
                        .output());
    }

    private Turn turn() {
        return new Turn(threads);
    }

    void start(Task... tasks) {
        started.addAll(List.of(tasks));
        Stream.of(tasks).forEach(Task::prepare);
        Stream.of(tasks).forEach(Task::join);
        Stream.of(tasks).forEach(task -> task.begin(this));
    }

    @Override
    public void ended(Task task, Task.Outcome outcome, Throwable cause) {
        // the subscribers see it
    }

    @Override
    public void failed(Task task, Throwable cause, Verdict verdict) {
        // the subscribers see it
    }

    @Override
    public void deadLetter(Task task, Object item, Throwable cause, int attempts) {
        // a subscriber has cancelled
    }

    @Override
    public void undelivered(Task task, String producer, long items) {
        // a subscriber has cancelled
    }

    @Override
    public void close() {
        started.forEach(Task::cut);
        Awaitility.await().until(() -> started.stream().allMatch(Task::isEnded));
        stage.close();
    }
}
