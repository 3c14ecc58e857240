package io.quarkiverse.actors.testing;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Task;

/** Counts as fast as it can. */
@Actor
public class Counter {

    private int last;

    @Task
    int count() {
        return ++last;
    }

    /** The last number. */
    public int last() {
        return last;
    }
}
