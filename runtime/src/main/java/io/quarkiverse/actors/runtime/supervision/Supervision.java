package io.quarkiverse.actors.runtime.supervision;

import java.time.Duration;

import io.quarkiverse.actors.Supervised;
import io.quarkiverse.actors.SupervisionStrategy;

/**
 * How the failures of a task are dealt with; see {@link Supervised} for the meaning and the exact delays. Immutable.
 *
 * @param strategy what follows from a failure
 * @param maxRestarts how many restarts may be spent within the window; -1 for no limit
 * @param within the window, positive
 * @param backoff the delay after the first failure, not negative
 * @param maxBackoff the longest delay before jitter, at least {@code backoff}
 * @param jitter by what part of itself a delay is changed, 0 to 1
 * @param maxAttempts how many times an item is attempted in all, at least 1
 * @param newInstance whether a restart of the actor makes a new instance
 */
public record Supervision(SupervisionStrategy strategy, int maxRestarts, Duration within, Duration backoff, Duration maxBackoff,
        double jitter, int maxAttempts, boolean newInstance) {

    /** What holds without {@link Supervised}. */
    public static final Supervision DEFAULT = new Supervision(SupervisionStrategy.RESTART_TASK, 5, Duration.ofMinutes(1),
            Duration.ofMillis(100), Duration.ofSeconds(30), 0.2, 3, false);

    /**
     * The delay after a number of failures in a row, before jitter.
     *
     * @param failures how many, at least 1
     * @return {@code backoff}, doubled for each failure after the first, at most {@code maxBackoff}
     */
    public Duration delay(int failures) {
        Duration delay = backoff;
        for (int i = 1; i < failures && delay.compareTo(maxBackoff) < 0 && !delay.isZero(); i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(maxBackoff) < 0 ? delay : maxBackoff;
    }

    /**
     * The delay after a number of failures in a row.
     *
     * @param failures how many, at least 1
     * @param random a random number from 0 to 1
     * @return the delay, moved by jitter: {@code 1 - jitter} times for 0, {@code 1 + jitter} times for 1
     */
    public Duration delay(int failures, double random) {
        return Duration.ofNanos((long) (delay(failures).toNanos() * (1 + jitter * (2 * random - 1))));
    }

    /**
     * This with another strategy.
     *
     * @param other the strategy
     * @return a copy
     */
    public Supervision withStrategy(SupervisionStrategy other) {
        return new Supervision(other, maxRestarts, within, backoff, maxBackoff, jitter, maxAttempts, newInstance);
    }

    /**
     * This with another budget.
     *
     * @param restarts how many restarts may be spent; -1 for no limit
     * @param window in what time
     * @return a copy
     */
    public Supervision withBudget(int restarts, Duration window) {
        return new Supervision(strategy, restarts, window, backoff, maxBackoff, jitter, maxAttempts, newInstance);
    }

    /**
     * This with other delays.
     *
     * @param first after the first failure
     * @param longest at most
     * @param part of itself by which a delay is changed
     * @return a copy
     */
    public Supervision withBackoff(Duration first, Duration longest, double part) {
        return new Supervision(strategy, maxRestarts, within, first, longest, part, maxAttempts, newInstance);
    }

    /**
     * This with another number of attempts.
     *
     * @param attempts how many times an item is attempted, at least 1
     * @return a copy
     */
    public Supervision withMaxAttempts(int attempts) {
        return new Supervision(strategy, maxRestarts, within, backoff, maxBackoff, jitter, attempts, newInstance);
    }

    /**
     * This with another rule for the instance.
     *
     * @param fresh whether a restart of the actor makes a new instance
     * @return a copy
     */
    public Supervision withNewInstance(boolean fresh) {
        return new Supervision(strategy, maxRestarts, within, backoff, maxBackoff, jitter, maxAttempts, fresh);
    }
}
