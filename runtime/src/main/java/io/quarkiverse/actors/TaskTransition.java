package io.quarkiverse.actors;

import java.time.Instant;

/**
 * A task has gone from one state to another: a CDI event, delivered as {@link ActorTransition} is, and built only where
 * somebody observes it. Ordered per task.
 *
 * @param actor the name of the actor
 * @param key the key of a keyed actor; null for others
 * @param task the name of the task
 * @param from the state left
 * @param to the state entered
 * @param at when
 * @param cause the failure behind it; null if there is none
 */
public record TaskTransition(String actor, String key, String task, TaskState from, TaskState to, Instant at,
        Throwable cause) {
}
