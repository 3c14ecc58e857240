package io.quarkiverse.actors.runtime.turn;

import java.util.Objects;
import java.util.stream.Stream;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;

/**
 * The lanes of each kind of thread.
 *
 * @param workers for what blocks
 * @param loops for what does not
 * @param virtual for what blocks a virtual thread; the workers where there are none
 */
public record Threads(Lanes workers, Lanes loops, Lanes virtual) {

    /** The thread that runs a turn; null if none does. Any thread. */
    Thread running(Turn turn) {
        return Stream.of(workers, loops, virtual).map(lanes -> lanes.running(turn)).filter(Objects::nonNull).findFirst()
                .orElse(null);
    }

    /** Where works of a kind run. */
    Lanes of(Threading threading) {
        if (threading == Threading.BLOCKING) {
            return workers;
        }
        return threading == Threading.NON_BLOCKING ? loops : virtual;
    }
}
