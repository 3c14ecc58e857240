package io.quarkiverse.actors;

/**
 * An item that was emitted to a task and will not be processed: a CDI event. Its iterations have failed, or the task ended
 * before it got to it.
 *
 * @param actor the name of the consuming actor
 * @param key the key of a keyed actor; null for others
 * @param task the name of the consuming task
 * @param item the item, or the {@code List} of a batch
 * @param cause the failure of the last attempt; null if the item was never attempted
 * @param attempts how many times it was attempted, 0 or more
 */
public record DeadLetter(String actor, String key, String task, Object item, Throwable cause, int attempts) {
}
