package io.quarkiverse.actors.accounts;

/**
 * A booking that was looked at.
 *
 * @param cents the amount, negative for a withdrawal
 * @param number how many bookings of the same user were looked at since the bookkeeping started
 */
public record Audit(long cents, long number) {
}
