package io.quarkiverse.actors.runtime.lifecycle;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.Timers;

/**
 * What the core gets from its surroundings: threads, timers and time. Nothing of it is closed by the core.
 *
 * @param workers runs what may block
 * @param virtual runs what may block a virtual thread, each on one of its own; null where there are none, so that it is up to
 *        the workers
 * @param loops run what must not block, one executor per event loop; each runs one thing at a time, in order
 * @param control runs the steps of the lifecycle, one thing at a time is submitted and none of them blocks
 * @param timers call back later
 * @param clock gives the time stamps of events
 * @param nanoTime measures durations, in nanoseconds, as {@link System#nanoTime()}
 * @param parallelism how many threads are worth running at the same time, usually the number of processors
 * @param contexts what is around the threads
 */
public record Platform(Executor workers, Executor virtual, List<Executor> loops, Executor control, Timers timers, Clock clock,
        LongSupplier nanoTime, int parallelism, Contexts contexts) {
}
