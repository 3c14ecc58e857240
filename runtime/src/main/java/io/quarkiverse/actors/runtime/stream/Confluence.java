package io.quarkiverse.actors.runtime.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkiverse.actors.Keyed;

/**
 * What a task emits in all instances of a keyed actor: one branch for each instance, which come and go, and the whole of them,
 * of which the items are {@link Keyed}. Any thread.
 */
/*
 * Each branch is a stream of its own, with an order and a backpressure of its own: who consumes the whole has an inlet in each
 * branch. So no instance waits for another one, and one that is silent holds nobody back. Who watches the whole taps every
 * branch.
 */
public final class Confluence {

    private final ItemStream whole;
    /** The branches with what yields their keys. */
    private final Map<ItemStream, Supplier<Object>> branches = new ConcurrentHashMap<>();
    private final List<Merge> consumers = new ArrayList<>();

    /**
     * @param name the actor and the task, for messages
     */
    public Confluence(String name) {
        this.whole = new ItemStream(name, () -> {
        }, new Taps(), this);
    }

    /**
     * All branches as one stream, into which nothing is emitted directly.
     *
     * @return the stream, to be consumed or watched
     */
    public ItemStream whole() {
        return whole;
    }

    /**
     * Adds a branch, before anything is emitted to it.
     *
     * @param name the instance and the task, for messages
     * @param key yields the key of the instance, from the first emission on
     * @param wakeProducer as for {@link ItemStream}
     * @return the stream of the instance
     */
    public ItemStream branch(String name, Supplier<Object> key, Runnable wakeProducer) {
        ItemStream branch = new ItemStream(name, wakeProducer, new BranchTaps(whole.taps(), key), null);
        branch.end(false); // until the producer begins
        synchronized (this) {
            branches.put(branch, key);
            consumers.forEach(consumer -> consumer.open(branch, key));
        }
        return branch;
    }

    /**
     * Removes a branch into which nothing more will be emitted; what is in it will still be consumed.
     *
     * @param branch the branch
     */
    public void remove(ItemStream branch) {
        branch.close();
        synchronized (this) {
            branches.remove(branch);
            consumers.forEach(consumer -> consumer.close(branch));
        }
    }

    Stream<ItemStream> branches() {
        return branches.keySet().stream();
    }

    synchronized void add(Merge consumer) {
        consumers.add(consumer);
        branches.forEach(consumer::open);
    }

    synchronized void remove(Merge consumer) {
        consumers.remove(consumer);
    }
}
