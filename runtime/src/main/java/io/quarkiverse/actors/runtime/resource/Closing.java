package io.quarkiverse.actors.runtime.resource;

import io.quarkiverse.actors.Managed;

/** Releases what was acquired, whatever it is. */
final class Closing {

    private Closing() {
    }

    /** Releases a value; returns what is to be waited for, or null. */
    static Object close(Object value) throws Exception {
        if (value instanceof Managed<?> managed) {
            if (managed.isAsync()) {
                return managed.releaseAsync();
            }
            managed.release();
        } else {
            ((AutoCloseable) value).close();
        }
        return null;
    }
}
