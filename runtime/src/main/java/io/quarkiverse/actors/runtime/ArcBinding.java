package io.quarkiverse.actors.runtime;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.actors.runtime.lifecycle.ActorBinding;
import io.quarkiverse.actors.runtime.lifecycle.ActorSettings;
import io.quarkiverse.actors.runtime.model.ActorModel;
import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkus.runtime.LaunchMode;

/**
 * Connects an actor with its bean.
 *
 * @param actor the actor
 * @param invokers call its methods
 * @param keyed creates the beans of keyed actors
 * @param timeouts the limits of its resources
 * @param settings the settings of the actor as a whole
 * @param tasks the settings of its tasks
 * @param mailboxSize how many messages to it may wait or run
 * @param idleTimeout how long an instance that nobody uses stays; null for ever
 */
record ArcBinding(ActorModel actor, List<MethodCall> invokers, KeyedBeans keyed,
        Function<ResourceModel, Duration> timeouts, ActorSettings settings, Function<TaskModel, TaskSettings> tasks,
        int mailboxSize, Duration idleTimeout) implements ActorBinding {

    @Override
    public Bean create(Owner owner) {
        return owner == null ? new OnlyBean(actor.beanId()) : keyed.create(actor.name(), owner);
    }

    /** Only in tests does a client proxy know of mocks; there it is asked for every message, since each test has its own. */
    @Override
    public Object receiver(Object instance) {
        return LaunchMode.current() == LaunchMode.TEST && !actor.isKeyed() ? new OnlyBean(actor.beanId()).instance() : instance;
    }

    @Override
    public Duration idleTimeout() {
        return idleTimeout;
    }

    @Override
    public MethodCall call(int index) {
        return invokers.get(index);
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
