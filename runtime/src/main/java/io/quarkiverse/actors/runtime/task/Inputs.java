package io.quarkiverse.actors.runtime.task;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.runtime.stream.Inlet;
import io.quarkiverse.actors.runtime.stream.ItemStream;

/**
 * What a task consumes: one or more streams, merged a run at a time. Belongs to the task's turn.
 * <p>
 * Of several streams that have something, none gets more than another: they take turns, with runs as long as the shortest.
 */
final class Inputs {

    private static final Input[] NONE = {};

    private final List<Input.Source> sources;
    private final boolean mayOverflow;
    private volatile Input[] inputs = NONE;
    private volatile List<Input> cut;
    private volatile boolean abandoned;
    /** By those who have left. */
    private long droppedBefore;
    private Input current;
    private int turn;

    Inputs(List<Input.Source> sources) {
        this.sources = sources;
        this.mayOverflow = sources.stream().anyMatch(source -> source.model().overflow() == Overflow.FAIL);
    }

    void join(Task consumer) {
        cut = null;
        abandoned = false;
        synchronized (this) {
            droppedBefore += dropped();
            inputs = sources.stream().map(source -> new Input(source, consumer)).toArray(Input[]::new);
        }
        current = inputs[0];
        for (Input input : inputs) {
            input.inlet.join();
        }
    }

    /** Takes nothing more from some streams, as of the next {@link #select}. Any thread. */
    void cut(Predicate<ItemStream> which) {
        cut = Stream.of(inputs).filter(input -> which.test(input.inlet.stream())).toList();
    }

    /**
     * Turns to the next stream that has an argument ready.
     *
     * @param most how many arguments are wanted
     * @param draining whether the task is coming to its end
     * @return how many arguments can be taken with {@link #next}
     */
    int select(int most, boolean draining) {
        applyCut();
        Input[] all = inputs;
        if (all.length == 1) {
            return Math.min(current.ready(draining), most);
        }
        int share = 0;
        int chosen = turn;
        for (int i = all.length; i > 0; i--) {
            int candidate = (turn + i) % all.length;
            int ready = all[candidate].ready(draining);
            if (ready > 0) {
                chosen = candidate;
                share = share == 0 ? Math.min(ready, most) : Math.min(ready, share);
            }
        }
        turn = chosen;
        current = all[chosen];
        return share;
    }

    private void applyCut() {
        List<Input> toCut = cut;
        if (toCut != null) {
            cut = null;
            toCut.forEach(input -> input.inlet.cut());
        }
    }

    /** The next argument, an item or a batch; null if it was dropped meanwhile. */
    Object next() {
        return current.next();
    }

    /** The name of the stream that the last argument is of. */
    String currentStream() {
        return current.inlet.stream().name();
    }

    /** How many items the last argument is. */
    int currentItems(Object argument) {
        return current.items(argument);
    }

    /** What was taken is done with, but for an argument that is kept; null if none is. */
    void release(Object kept) {
        current.inlet.release(current.items(kept));
    }

    boolean isExhausted(boolean draining) {
        applyCut();
        for (Input input : inputs) {
            if (!input.inlet.isExhausted(draining)) {
                return false;
            }
        }
        return true;
    }

    /** The failure of a consumer to whom items came too fast since it was last asked for; null if none did. */
    ActorException overflow(Task consumer) {
        if (mayOverflow) {
            Input[] all = inputs;
            for (int i = 0; i < all.length; i++) {
                if (all[i].inlet.takeOverflow()) {
                    Input.Source source = sources.get(i);
                    return new ActorException("%s cannot keep up with %s: %d items wait (overflow = FAIL)".formatted(consumer,
                            source.stream().name(), source.model().buffer()));
                }
            }
        }
        return null;
    }

    /** How many items were dropped since the task has joined. Any thread. */
    long dropped() {
        long dropped = 0;
        for (Input input : inputs) {
            dropped += input.inlet.dropped();
        }
        return dropped;
    }

    /** How many items were dropped since the application started. Any thread. */
    synchronized long droppedInAll() {
        return droppedBefore + dropped();
    }

    /** How many items of a stream wait, roughly. Any thread. */
    int buffered(int input) {
        Input[] all = inputs;
        return all.length == 0 ? 0 : all[input].inlet.available();
    }

    /**
     * Leaves all streams.
     *
     * @param unprocessed the argument that was taken last, if it was not processed, else null
     * @param leftover is given each item that was not read
     * @param undelivered is told how many items of each were not processed
     */
    void leave(Object unprocessed, Consumer<Object> leftover, ObjLongConsumer<String> undelivered) {
        for (Input input : inputs) {
            long left = input.leave(leftover) + (input == current ? input.items(unprocessed) : 0);
            if (left > 0 && !abandoned) {
                undelivered.accept(input.inlet.stream().name(), left);
            }
        }
    }

    /**
     * Lets the producers go on without this consumer. Any thread.
     *
     * @param undelivered is told how many items of each were not processed, or are in hand
     */
    void abandon(ObjLongConsumer<String> undelivered) {
        abandoned = true;
        for (Input input : inputs) {
            Inlet inlet = input.inlet;
            long left = inlet.abandon();
            if (left > 0) {
                undelivered.accept(inlet.stream().name(), left);
            }
        }
    }
}
