package io.quarkiverse.actors.runtime.task;

import java.time.Instant;

/**
 * A failure of an iteration.
 *
 * @param cause what was thrown
 * @param at when
 */
public record TaskFailure(Throwable cause, Instant at) {
}
