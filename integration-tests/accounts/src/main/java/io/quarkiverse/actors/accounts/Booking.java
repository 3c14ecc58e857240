package io.quarkiverse.actors.accounts;

/**
 * A change of a balance.
 *
 * @param cents the amount, negative for a withdrawal
 */
public record Booking(long cents) {
}
