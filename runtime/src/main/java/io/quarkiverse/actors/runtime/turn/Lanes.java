package io.quarkiverse.actors.runtime.turn;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.jboss.logging.Logger;

/**
 * The threads of one kind, workers or event loops, that run turns.
 * <p>
 * A turn that is made ready on a lane stays on that lane, so that cheap steps of a pipeline share a thread. Another lane
 * joins in when turns have waited, up to the parallelism of the machine; beyond that only when a lane is held up by a step
 * that blocks, up to the maximum.
 */
/*
 * Work stealing with affinity: the idea of R. Blumofe and C. Leiserson, "Scheduling Multithreaded Computations by Work
 * Stealing" (1999), with one divergence: only turns that have waited for longer than a hand-over costs are stolen.
 */
public final class Lanes {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.actors");

    private static final Duration WATCH = Duration.ofMillis(1);
    /** The watch looks less often while nothing happens: after 1, 2, 4, … 64 ms. */
    private static final int SLOWEST_WATCH = 6;

    private final Lane[] lanes;
    private final int parallelism;
    private final Timers timers;
    private final LongSupplier nanoTime;
    private final Queue<Turn> common = new ConcurrentLinkedQueue<>();
    private final AtomicInteger active = new AtomicInteger();
    /** How many of the active lanes have nothing to do and look for work. */
    private final AtomicInteger searching = new AtomicInteger();
    private final AtomicBoolean watching = new AtomicBoolean();
    /** Lanes from here on were never active. */
    private volatile int used;
    /** How many times the watch found nothing to do; belongs to the watch. */
    private volatile int quiet;

    private Lanes(Lane[] lanes, int parallelism, Timers timers, LongSupplier nanoTime) {
        this.lanes = lanes;
        this.parallelism = Math.min(parallelism, lanes.length);
        this.timers = timers;
        this.nanoTime = nanoTime;
    }

    /**
     * Lanes for what blocks.
     *
     * @param executor lends the threads
     * @param max how many it lends at most
     * @param parallelism how many threads are worth running at the same time
     * @param timers for the watch over lanes that are held up
     * @param nanoTime measures waiting
     * @return the lanes
     */
    public static Lanes workers(Executor executor, int max, int parallelism, Timers timers, LongSupplier nanoTime) {
        Lane[] lanes = new Lane[max];
        Lanes all = new Lanes(lanes, parallelism, timers, nanoTime);
        for (int i = 0; i < max; i++) {
            lanes[i] = new Lane(all, executor, false);
        }
        return all;
    }

    /**
     * Lanes for what does not block, one per event loop.
     *
     * @param loops the event loops
     * @param parallelism how many threads are worth running at the same time
     * @param timers for the watch over lanes that are held up
     * @param nanoTime measures waiting
     * @return the lanes
     */
    public static Lanes loops(List<? extends Executor> loops, int parallelism, Timers timers, LongSupplier nanoTime) {
        Lane[] lanes = new Lane[loops.size()];
        Lanes all = new Lanes(lanes, parallelism, timers, nanoTime);
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Lane(all, loops.get(i), true);
        }
        return all;
    }

    /** Makes a turn run; the caller has the duty to schedule it. */
    void submit(Turn turn) {
        Lane lane = Lane.current();
        if (lane != null && lane.lanes() == this) {
            lane.submit(turn);
            watch();
            return;
        }
        addCommon(turn);
        if (searching.get() == 0 && active.get() < parallelism && (lane == null || !isAnyBrisk(turn.queuedAt))) {
            activateOne();
        } else {
            watch();
        }
    }

    /** Whether some lane will look into the common queue soon. */
    private boolean isAnyBrisk(long now) {
        int end = used;
        for (int i = 0; i < end; i++) {
            if (lanes[i].isBrisk(now)) {
                return true;
            }
        }
        return false;
    }

    private void addCommon(Turn turn) {
        turn.queuedAt = nanoTime.getAsLong();
        common.add(turn);
    }

    /**
     * Runs an action outside of any turn; it may block for long, so it gets a thread of its own while there is one.
     *
     * @param action what to run; does not throw
     */
    public void execute(Runnable action) {
        addCommon(Turn.of(this, new Work(true) {
            @Override
            protected Next run() {
                action.run();
                return Next.DONE;
            }
        }));
        activateOne();
    }

    /** Lets others know of what a work has done. */
    void conclude(Work done) {
        done.link = null;
        try {
            done.afterwards();
        } catch (Throwable failure) {
            LOG.error("What was to follow from a turn failed; this is a bug of the actors extension", failure);
        }
    }

    /** The same on other threads, for works from the oldest on. */
    void concludeElsewhere(Work oldest) {
        for (Work done = oldest; done != null;) {
            Work next = done.link;
            Work one = done;
            execute(() -> conclude(one));
            done = next;
        }
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    Turn pollCommon() {
        return common.isEmpty() ? null : common.poll();
    }

    boolean hasCommon() {
        return !common.isEmpty();
    }

    /** A turn of another lane that has waited too long; null if there is none. */
    Turn steal(Lane thief) {
        long now = nanoTime.getAsLong();
        int end = used;
        for (int i = 0; i < end; i++) {
            if (lanes[i] != thief && lanes[i].hasQueued()) {
                Turn turn = lanes[i].giveAway(now);
                if (turn != null) {
                    return turn;
                }
            }
        }
        return null;
    }

    /** Whether it makes sense to wait: nobody else does, and there is another processor for who makes something ready. */
    boolean beginSearch() {
        return searching.getAndIncrement() == 0 && parallelism > 1;
    }

    /** Whoever found a turn sees to it that another lane searches for what else has come: others relied on this one. */
    void endSearch(boolean found) {
        if (searching.decrementAndGet() == 0 && found && hasCommon() && active.get() < parallelism) {
            activateOne();
        }
    }

    void wakeForLoad() {
        if (active.get() < parallelism) {
            activateOne();
        }
    }

    void activated() {
        active.incrementAndGet();
        watch();
    }

    void deactivated() {
        active.decrementAndGet();
    }

    private void activateOne() {
        for (int i = 0; i < lanes.length; i++) {
            if (lanes[i].activate()) {
                used = Math.max(used, i + 1);
                return;
            }
        }
    }

    private void watch() {
        if (quiet > 0) {
            quiet = 0;
            timers.after(WATCH, this::look);
        } else if (!watching.get() && watching.compareAndSet(false, true)) {
            timers.after(WATCH, this::tick);
        }
    }

    private void tick() {
        look();
        if (active.get() == 0) {
            quiet = 0;
            watching.set(false);
            if (active.get() > 0 || hasCommon()) {
                watch();
            }
            return;
        }
        timers.after(WATCH.multipliedBy(1L << quiet), this::tick);
    }

    /** Wakes another lane if one is held up while turns wait, or if no thread could be had. */
    private void look() {
        boolean stuck = false;
        boolean waiting = hasCommon();
        boolean moving = false;
        int end = used;
        for (int i = 0; i < end; i++) {
            boolean laneStuck = lanes[i].isStuck();
            stuck |= laneStuck;
            waiting |= lanes[i].hasQueued();
            moving |= lanes[i].isActive() && !laneStuck;
        }
        if (waiting && (stuck || active.get() == 0)) {
            activateOne();
        }
        quiet = waiting || moving ? 0 : Math.min(quiet + 1, SLOWEST_WATCH);
    }
}
