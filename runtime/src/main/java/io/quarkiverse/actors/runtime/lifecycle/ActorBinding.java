package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;

import io.quarkiverse.actors.runtime.model.ResourceModel;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.resource.ResourceSlot;
import io.quarkiverse.actors.runtime.task.TaskSettings;
import io.quarkiverse.actors.runtime.turn.MethodCall;

/** Connects an actor of the model with its bean and its configuration. */
public interface ActorBinding {

    /** The bean of one instance of an actor. */
    interface Bean {

        /**
         * The instance whose methods are called.
         *
         * @return the instance, the same until {@link #refresh()}, not a proxy
         */
        Object instance();

        /** The actor is about to start: a test may have put another mock into the place of the instance, or taken it away. */
        default void refresh() {
            // always the same
        }

        /**
         * The key, converted to the type that the actor declares.
         *
         * @return the key; null for an actor that is not keyed
         */
        Object key();

        /** Lets go of the instance; on a worker thread. */
        void destroy();
    }

    /** The instance of a keyed actor that a bean is created for, as the bean sees it. */
    interface Owner {

        /**
         * The key.
         *
         * @return the key, as a string
         */
        String key();

        /**
         * The bean of another keyed actor for the same key; on the thread that creates.
         *
         * @param actor the name of that actor
         * @return its instance, which is created unless it is there
         */
        Object sameKey(String actor);

        /**
         * A resource of this instance. Any thread.
         *
         * @param method the name of the resource method
         * @return the resource
         */
        ResourceSlot resource(String method);
    }

    /**
     * Creates a bean; on a worker thread.
     *
     * @param owner the instance that it is for; null unless the actor is keyed
     * @return the bean, a new one unless the one before was not destroyed
     */
    Bean create(Owner owner);

    /**
     * How long an instance of a keyed actor stays when nobody uses it.
     *
     * @return the time, positive; null for ever
     */
    Duration idleTimeout();

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
