package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Duration;

/**
 * What the user may set for all actors.
 *
 * @param shutdownTimeout how long a stop may take, tasks and resources together
 * @param cancelAfter how long a stop waits for the iteration in hand of a source before it is cancelled or interrupted
 * @param askTimeout how long a reply is waited for, positive
 * @param maxBlocking how many worker threads the actors may hold, at least 1
 */
public record Settings(Duration shutdownTimeout, Duration cancelAfter, Duration askTimeout, int maxBlocking) {
}
