package io.quarkiverse.actors.runtime.message;

/**
 * How messages to an actor are let in.
 *
 * @param capacity how many may wait or run, at least 1
 * @param propagation what they see of their sender's surroundings
 */
public record MailboxSettings(int capacity, Propagation propagation) {
}
