package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;

import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkiverse.actors.runtime.turn.MethodCall;

/** Connects an actor of the model with its bean and its configuration. */
public interface ActorBinding {

    /**
     * The instance whose methods are called; created on the first call, on a worker thread.
     *
     * @return the instance, always the same, not a proxy
     */
    Object instance();

    /**
     * Lets go of the instance, so that the next call of {@link #instance()} creates another one; on a worker thread.
     */
    void discardInstance();

    /**
     * What messages are given instead of the instance: a mock that a test has put into its place.
     *
     * @param instance what {@link #instance()} has returned
     * @return the instance, or the mock
     */
    Object receiver(Object instance);

    /**
     * How many messages to this actor may wait or run.
     *
     * @return at least 1
     */
    int mailboxSize();

    /**
     * The call of a method.
     *
     * @param index the {@code call} of a method model of this actor
     * @return calls that method
     */
    MethodCall call(int index);

    /**
     * The limit of a resource of this actor.
     *
     * @param resource the resource
     * @return the limit of acquisition and of release; null for none
     */
    Duration timeout(ResourceModel resource);

    /**
     * The settings of this actor as a whole.
     *
     * @return what annotations and configuration say of it
     */
    ActorSettings settings();

    /**
     * The settings of a task of this actor.
     *
     * @param task the task
     * @return what annotations and configuration say of it
     */
    TaskSettings settings(TaskModel task);
}
