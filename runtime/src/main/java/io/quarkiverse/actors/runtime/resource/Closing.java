package io.quarkiverse.actors.runtime.resource;

import io.quarkiverse.actors.Managed;

/** Releases what was acquired, whatever it is. */
final class Closing {

    /** Stands for the outcome of a release that has nothing to say. */
    static final Object CLOSED = new Object();

    private Closing() {
    }

    /** Releases a value; returns {@link #CLOSED}, or what is to be waited for. */
    static Object close(Object value) throws Exception {
        if (value instanceof Managed<?> managed) {
            if (managed.isAsync()) {
                return managed.releaseAsync();
            }
            managed.release();
        } else {
            ((AutoCloseable) value).close();
        }
        return CLOSED;
    }
}
