package io.quarkiverse.actors;

import java.time.Duration;
import java.util.Objects;

/**
 * What an iteration of a {@link Task} may return when a plain value is not enough.
 *
 * @param <T> the type of the emitted items
 */
public sealed interface TaskResult<T> {

    /**
     * Emits a value and goes on.
     *
     * @param <T> the type of the value
     * @param value the value, not null
     * @return the result
     */
    static <T> TaskResult<T> emit(T value) {
        return new Emit<>(value);
    }

    /**
     * Emits nothing and goes on at once.
     *
     * @param <T> the type of the emitted items
     * @return the result
     */
    @SuppressWarnings("unchecked")
    static <T> TaskResult<T> proceed() {
        return (TaskResult<T>) (TaskResult<?>) Signal.PROCEED;
    }

    /**
     * Ends the task and completes its stream.
     *
     * @param <T> the type of the emitted items
     * @return the result
     */
    static <T> TaskResult<T> success() {
        return new Success<>(null);
    }

    /**
     * Emits a last value, ends the task and completes its stream.
     *
     * @param <T> the type of the value
     * @param last the value, not null
     * @return the result
     */
    static <T> TaskResult<T> success(T last) {
        return new Success<>(Objects.requireNonNull(last, "last"));
    }

    /**
     * Fails the iteration, as if the method had thrown the cause.
     *
     * @param <T> the type of the emitted items
     * @param cause the cause, not null
     * @return the result
     */
    static <T> TaskResult<T> failure(Throwable cause) {
        return new Failure<>(cause);
    }

    /**
     * Repeats the iteration, for a consumer with the same item; the turn is given up in between.
     *
     * @param <T> the type of the emitted items
     * @return the result
     */
    static <T> TaskResult<T> retry() {
        return retry(Duration.ZERO);
    }

    /**
     * Repeats the iteration after a delay, for a consumer with the same item; the turn is given up in between.
     *
     * @param <T> the type of the emitted items
     * @param delay the delay, not null, not negative
     * @return the result
     */
    static <T> TaskResult<T> retry(Duration delay) {
        return new Retry<>(delay);
    }

    /**
     * Emits nothing because there is nothing; a source that skips is called less and less often until it has something again.
     *
     * @param <T> the type of the emitted items
     * @return the result
     */
    @SuppressWarnings("unchecked")
    static <T> TaskResult<T> skip() {
        return (TaskResult<T>) (TaskResult<?>) Signal.SKIP;
    }

    /**
     * The result of {@link TaskResult#emit(Object)}.
     *
     * @param <T> the type of the value
     * @param value the value, not null
     */
    record Emit<T>(T value) implements TaskResult<T> {
        /**
         * Checks the value.
         *
         * @param value the value, not null
         */
        public Emit {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The result of {@link TaskResult#success()} and {@link TaskResult#success(Object)}.
     *
     * @param <T> the type of the last value
     * @param last the last value, or null
     */
    record Success<T>(T last) implements TaskResult<T> {
    }

    /**
     * The result of {@link TaskResult#failure(Throwable)}.
     *
     * @param <T> the type of the emitted items
     * @param cause the cause, not null
     */
    record Failure<T>(Throwable cause) implements TaskResult<T> {
        /**
         * Checks the cause.
         *
         * @param cause the cause, not null
         */
        public Failure {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * The result of {@link TaskResult#retry()} and {@link TaskResult#retry(Duration)}.
     *
     * @param <T> the type of the emitted items
     * @param delay the delay, not null, not negative
     */
    record Retry<T>(Duration delay) implements TaskResult<T> {
        /**
         * Checks the delay.
         *
         * @param delay the delay, not null, not negative
         */
        public Retry {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("The delay of a retry is negative: " + delay);
            }
        }
    }

    /** The results of {@link TaskResult#proceed()} and {@link TaskResult#skip()}, which carry nothing. */
    enum Signal implements TaskResult<Object> {
        /** Emit nothing and go on at once. */
        PROCEED,
        /** Emit nothing because there is nothing. */
        SKIP
    }
}
