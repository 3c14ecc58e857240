package io.quarkiverse.actors.runtime;

import java.util.ArrayList;
import java.util.List;
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

    private MethodCalls() {
    }

    /** The calls of an actor, in the order of the invokers. */
    static List<MethodCall> of(ActorModel actor, List<Invoker<Object, Object>> invokers, Instrumentation instrumentation) {
        List<MethodCall> calls = new ArrayList<>();
        invokers.forEach(invoker -> calls.add(invoker::invoke));
        methods(actor).distinct().forEach(method -> calls.set(method.call(),
                instrumentation.call(actor.name(), method, calls.get(method.call()))));
        return calls;
    }

    private static Stream<MethodModel> methods(ActorModel actor) {
        return Stream.of(actor.tasks().stream().map(TaskModel::method), actor.resources().stream().map(ResourceModel::method),
                actor.hooks().stream().map(HookModel::method)).flatMap(methods -> methods);
    }
}
