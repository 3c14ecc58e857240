package io.quarkiverse.actors.runtime;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.invoke.Invoker;

import io.quarkiverse.actors.runtime.lifecycle.ActorBinding;
import io.quarkiverse.actors.runtime.lifecycle.ActorSettings;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean;
import io.quarkus.runtime.LaunchMode;

/**
 * Connects an actor with its bean.
 *
 * @param actor the actor
 * @param invokers call its methods
 * @param timeouts the limits of its resources
 * @param settings the settings of the actor as a whole
 * @param tasks the settings of its tasks
 * @param mailboxSize how many messages to it may wait or run
 */
record ArcBinding(ActorModel actor, List<Invoker<Object, Object>> invokers,
        Function<ResourceModel, Duration> timeouts, ActorSettings settings,
        Function<TaskModel, TaskSettings> tasks, int mailboxSize) implements ActorBinding {

    @Override
    public Object instance() {
        return ClientProxy.unwrap(reference());
    }

    /** Only in tests does a client proxy know of mocks; there it is asked for every message, since each test has its own. */
    @Override
    public Object receiver(Object instance) {
        return LaunchMode.current() == LaunchMode.TEST ? ClientProxy.unwrap(reference()) : instance;
    }

    private Object reference() {
        ArcContainer container = Arc.requireContainer();
        InjectableBean<Object> bean = container.bean(actor.beanId());
        return container.instance(bean).get();
    }

    @Override
    public void discardInstance() {
        ArcContainer container = Arc.requireContainer();
        InjectableBean<Object> bean = container.bean(actor.beanId());
        ((AlterableContext) container.getActiveContext(bean.getScope())).destroy(bean);
    }

    @Override
    public MethodCall call(int index) {
        return invokers.get(index)::invoke;
    }

    @Override
    public Duration timeout(ResourceModel resource) {
        return timeouts.apply(resource);
    }

    @Override
    public TaskSettings settings(TaskModel task) {
        return tasks.apply(task);
    }
}
