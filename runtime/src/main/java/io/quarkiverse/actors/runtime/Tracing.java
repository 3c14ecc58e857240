package io.quarkiverse.actors.runtime;

import io.quarkiverse.actors.DeadLetter;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.smallrye.mutiny.Multi;

/**
 * Follows items and messages from actor to actor. Whoever does that puts itself around calls when the actors are created; so
 * nothing is there where nobody does. Any thread.
 */
/*
 * An item travels in an envelope with what is known of its producer: the call of the producing task puts it in, the call of the
 * consuming task takes it out, and streams know nothing of it. Where items leave the actors otherwise, they are bared.
 */
public interface Tracing {

    /** Nothing is followed. */
    Tracing NONE = new Tracing() {
        @Override
        public MethodCall around(MethodCall call, String actor, TaskModel task, boolean consumed) {
            return call;
        }

        @Override
        public Contexts around(Contexts contexts) {
            return contexts;
        }

        @Override
        public Multi<Object> bare(Multi<Object> items) {
            return items;
        }

        @Override
        public DeadLetter bare(DeadLetter letter) {
            return letter;
        }
    };

    /**
     * Follows the items of a task.
     *
     * @param call calls the method of the task
     * @param actor the name of the actor
     * @param task the task
     * @param consumed whether other tasks consume what it emits
     * @return calls the method
     */
    MethodCall around(MethodCall call, String actor, TaskModel task, boolean consumed);

    /**
     * Follows messages.
     *
     * @param contexts carry messages from their senders to where they run
     * @return does the same
     */
    Contexts around(Contexts contexts);

    /**
     * What a stream looks like from outside.
     *
     * @param items the items as the tasks emit them, or {@code Keyed} ones
     * @return the items as the methods of the tasks return them
     */
    Multi<Object> bare(Multi<Object> items);

    /**
     * What a dead letter looks like from outside.
     *
     * @param letter with the item as it was emitted, a {@code Keyed} one, or a batch of them
     * @return with the item, or the batch, as methods return them
     */
    DeadLetter bare(DeadLetter letter);
}
