package io.quarkiverse.actors.benchmarks;

import jakarta.inject.Inject;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.OnEnter;

/** A source makes the numbers from 0 on, up to the size of the batch. */
public abstract class Numbers {

    @Inject
    Batch batch;
    private long next;
    private long end;

    /** Begins anew on every start. */
    @OnEnter(ActorState.STARTING)
    protected void rewind() {
        next = 0;
        end = batch.items();
    }

    /**
     * Makes an item.
     *
     * @return the next; null if there is none
     */
    protected final Item take() {
        return next == end ? null : new Item(next++);
    }
}
