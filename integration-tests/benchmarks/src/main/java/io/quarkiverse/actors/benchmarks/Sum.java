package io.quarkiverse.actors.benchmarks;

import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;

/** An end adds the items up. */
public abstract class Sum {

    @Inject
    Batch batch;
    private long count;
    private long sum;
    private long end;

    /** Begins anew on every start. */
    @OnEnter(ActorState.STARTING)
    protected void reset() {
        count = 0;
        sum = 0;
        end = batch.items();
    }

    /** Says what has come once nothing can come any more. */
    @OnEnter(ActorState.TASKS_STOPPED)
    protected void report() {
        batch.add(count, sum);
    }

    /**
     * Adds an item.
     *
     * @param item the item
     */
    protected final void add(Item item) {
        sum += item.value();
        if (++count == end) {
            batch.seen();
        }
    }
}
