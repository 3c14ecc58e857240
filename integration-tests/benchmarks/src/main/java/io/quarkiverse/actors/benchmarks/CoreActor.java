package io.quarkiverse.actors.benchmarks;

import java.util.List;

import io.quarkiverse.actors.runtime.model.InputModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.task.TaskListener;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkiverse.actors.runtime.task.Tasks;
import io.quarkiverse.actors.runtime.turn.MethodCall;

/** An actor with one task, without a container around it. */
final class CoreActor {

    private final Object instance;
    private final Task task;

    /**
     * @param instance the actor
     * @param call calls the method of its task
     * @param emits whether the method returns a value
     * @param threading where it runs
     * @param source whose output it consumes; null if it is a source
     * @param buffer how many items may wait for it
     */
    CoreActor(Surroundings surroundings, TaskListener listener, Object instance, MethodCall call, boolean emits,
            Threading threading, CoreActor source, int buffer) {
        this.instance = instance;
        String name = instance.getClass().getSimpleName();
        List<InputModel> inputs = source == null ? List.of() : List.of(InputModel.of("source", "task", buffer));
        MethodModel method = new MethodModel("task", 0, Returns.VALUE, emits, threading);
        TaskModel model = TaskModel.of("task", method, inputs);
        this.task = Tasks.of(model, TaskSettings.unlimited(model), call, surroundings.context(name, listener),
                surroundings::turn, (actor, task) -> source.task.output());
    }

    void prepare() {
        task.prepare();
    }

    void join() {
        task.join();
    }

    void begin() {
        task.begin(instance);
    }
}
