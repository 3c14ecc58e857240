package io.quarkiverse.actors.runtime.stream;

import java.util.function.Supplier;

import io.quarkiverse.actors.Keyed;

/** Those who tap a branch, and those who tap the whole, whom the items reach together with the key. */
final class BranchTaps extends Taps {

    private final Taps whole;
    private final Supplier<Object> key;

    BranchTaps(Taps whole, Supplier<Object> key) {
        this.whole = whole;
        this.key = key;
    }

    @Override
    boolean offer(Object item) {
        boolean tapped = super.offer(item);
        Tap[] others = whole.all();
        if (others.length == 0) {
            return tapped;
        }
        Keyed<Object, Object> keyed = new Keyed<>(key.get(), item);
        for (Tap tap : others) {
            tap.offer(keyed);
        }
        if (!tapped) {
            countOffered();
        }
        return true;
    }

    @Override
    void flush() {
        super.flush();
        whole.flush();
    }
}
