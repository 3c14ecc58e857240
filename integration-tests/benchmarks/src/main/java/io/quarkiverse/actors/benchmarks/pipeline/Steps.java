package io.quarkiverse.actors.benchmarks.pipeline;

import io.quarkiverse.actors.benchmarks.End;
import io.quarkiverse.actors.benchmarks.Item;
import io.quarkiverse.actors.benchmarks.Work;

/**
 * The steps of the pipelines of the peers.
 *
 * @param slow whether each takes 10 µs
 */
record Steps(boolean slow) {

    /** The bound of the peers. */
    static final int BOUND = 1024;

    Item make(long value) {
        Item item = new Item(value);
        return slow ? Work.slowly(item) : item;
    }

    Item increment(Item item) {
        return slow ? Work.slowly(item.increment()) : item.increment();
    }

    void add(End end, Item item) {
        end.add(slow ? Work.slowly(item) : item);
    }
}
