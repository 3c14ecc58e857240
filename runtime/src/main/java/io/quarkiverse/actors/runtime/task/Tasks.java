package io.quarkiverse.actors.runtime.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Turn;

/** Makes tasks of their models. */
public final class Tasks {

    private Tasks() {
    }

    /**
     * Makes a task.
     *
     * @param model the model
     * @param settings what annotations and configuration say of it
     * @param call calls its method
     * @param context what it shares with the other tasks of its actor
     * @param ownTurn gives a turn to a task that needs one of its own
     * @param streams finds the stream of an actor and a task, which was made before
     * @return the task, not begun
     */
    public static Task of(TaskModel model, TaskSettings settings, MethodCall call, TaskContext context, Supplier<Turn> ownTurn,
            BiFunction<String, String, ItemStream> streams) {
        List<Input.Source> sources = new ArrayList<>();
        for (InputModel input : model.inputs()) {
            sources.add(new Input.Source(streams.apply(input.actor(), input.task()), input,
                    settings.batchTimeouts().get(sources.size())));
        }
        if (model.method().returns() == Returns.MULTI) {
            return new MultiTask(model, settings, call, context, ownTurn.get(), sources);
        }
        MethodCall limited = limited(model, settings, call, context);
        if (model.concurrency() > 1) {
            return new ConcurrentTask(model, settings, limited, context, ownTurn.get(), sources);
        }
        return new IterationTask(model, settings, limited, context, sources);
    }

    private static MethodCall limited(TaskModel model, TaskSettings settings, MethodCall call, TaskContext context) {
        if (settings.timeout() == null) {
            return call;
        }
        return new TimeLimit(call, context.actor() + "#" + model.name(), model.method(), settings.timeout(), context);
    }
}
