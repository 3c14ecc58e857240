package io.quarkiverse.actors.runtime.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterEach;

/** A test of a system of actors in virtual time. */
public abstract class SystemTest {

    /** What has happened, in order. */
    protected final List<String> seen = new ArrayList<>();
    protected TestSystem system;

    protected final void open(TestActor... actors) {
        system = new TestSystem(actors);
    }

    /** Acquires something whose acquisition and release are seen. */
    protected final Callable<Object> visible(String name) {
        return () -> {
            seen.add("+" + name);
            return (AutoCloseable) () -> seen.add("-" + name);
        };
    }

    @AfterEach
    void close() {
        if (system != null) {
            system.close();
        }
    }
}
