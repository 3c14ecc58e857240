package io.quarkiverse.actors;

import java.util.Objects;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * A value together with the action that releases it: what a {@link Resource} method returns for a value that is not
 * {@link AutoCloseable} or must be released in another way.
 *
 * @param <T> the type of the value
 */
public final class Managed<T> {

    /**
     * Releases a value; may throw.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Release<T> {

        /**
         * Releases the value.
         *
         * @param value the value given to {@link Managed#of(Object, Release)}
         * @throws Exception if the release failed; it is logged, and the value counts as released
         */
        void release(T value) throws Exception;
    }

    private final T value;
    private final Release<? super T> release;
    private final Supplier<Uni<Void>> asyncRelease;

    private Managed(T value, Release<? super T> release, Supplier<Uni<Void>> asyncRelease) {
        this.value = Objects.requireNonNull(value, "value");
        this.release = release;
        this.asyncRelease = asyncRelease;
    }

    /**
     * A value that is released by a blocking action on a worker thread.
     *
     * @param <T> the type of the value
     * @param value the value, not null
     * @param release the action, called at most once, not null
     * @return the value with its release
     */
    public static <T> Managed<T> of(T value, Release<? super T> release) {
        return new Managed<>(value, Objects.requireNonNull(release, "release"), null);
    }

    /**
     * A value that is released asynchronously; the release is subscribed on an event loop.
     *
     * @param <T> the type of the value
     * @param value the value, not null
     * @param release supplies the release, called at most once, not null
     * @return the value with its release
     */
    public static <T> Managed<T> ofAsync(T value, Supplier<Uni<Void>> release) {
        return new Managed<>(value, null, Objects.requireNonNull(release, "release"));
    }

    /**
     * The value.
     *
     * @return the value, never null, also after the release
     */
    public T get() {
        return value;
    }

    /**
     * Whether {@link #releaseAsync()} is the way to release the value.
     *
     * @return {@code true} for {@link #ofAsync}, {@code false} for {@link #of}
     */
    public boolean isAsync() {
        return asyncRelease != null;
    }

    /**
     * Runs the blocking release on the caller's thread.
     *
     * @throws Exception whatever the action throws
     * @throws IllegalStateException if the release is asynchronous
     */
    public void release() throws Exception {
        if (release == null) {
            throw new IllegalStateException("This value is released asynchronously: call releaseAsync()");
        }
        release.release(value);
    }

    /**
     * Supplies the asynchronous release.
     *
     * @return the release, to be subscribed once
     * @throws IllegalStateException if the release is blocking
     */
    public Uni<Void> releaseAsync() {
        if (asyncRelease == null) {
            throw new IllegalStateException("This value is released by a blocking action: call release()");
        }
        return asyncRelease.get();
    }
}
