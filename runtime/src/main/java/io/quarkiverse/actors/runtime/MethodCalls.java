package io.quarkiverse.actors.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.invoke.Invoker;

import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.HookModel;
import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.turn.MethodCall;

/** Calls the methods of an actor by its invokers. */
final class MethodCalls {

    private final Instrumentation instrumentation;
    private final Tracing tracing;
    /** The tasks that others consume, such as {@code FileHead#lines}. */
    private final Set<String> consumed;

    MethodCalls(List<ActorModel> actors, Instrumentation instrumentation, Tracing tracing) {
        this.instrumentation = instrumentation;
        this.tracing = tracing;
        this.consumed = actors.stream().flatMap(actor -> actor.tasks().stream()).flatMap(task -> task.inputs().stream())
                .map(input -> input.actor() + "#" + input.task()).collect(Collectors.toSet());
    }

    /** The calls of an actor, in the order of the invokers. */
    List<MethodCall> of(ActorModel actor, List<Invoker<Object, Object>> invokers) {
        List<MethodCall> calls = new ArrayList<>();
        invokers.forEach(invoker -> calls.add(invoker::invoke));
        methods(actor).distinct().forEach(method -> calls.set(method.call(),
                instrumentation.call(actor.name(), method, calls.get(method.call()))));
        for (TaskModel task : actor.tasks()) {
            calls.set(task.method().call(), tracing.around(calls.get(task.method().call()), actor.name(), task,
                    consumed.contains(actor.name() + "#" + task.name())));
        }
        return calls;
    }

    private static Stream<MethodModel> methods(ActorModel actor) {
        return Stream.of(actor.tasks().stream().map(TaskModel::method), actor.resources().stream().map(ResourceModel::method),
                actor.hooks().stream().map(HookModel::method)).flatMap(methods -> methods);
    }
}
