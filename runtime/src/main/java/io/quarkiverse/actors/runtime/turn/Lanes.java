package io.quarkiverse.actors.runtime.turn;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;

/**
 * The threads of one kind, workers, event loops or virtual threads, that run turns.
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

    private static final Duration WATCH = Duration.ofMillis(1);
    /** The watch looks less often while nothing happens: after 1, 2, 4, … 64 ms. */
    private static final int SLOWEST_WATCH = 6;

    /** So many lanes join in at one look of the watch, at most. */
    private static final int MOST_AT_ONCE = 64;

    private final Function<Lanes, Lane> newLane;
    private final int max;
    private final int parallelism;
    private final Timers timers;
    private final LongSupplier nanoTime;
    private final Queue<Turn> common = new ConcurrentLinkedQueue<>();
    private final AtomicInteger active = new AtomicInteger();
    /** How many of the active lanes have nothing to do and look for work. */
    private final AtomicInteger searching = new AtomicInteger();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile Contexts contexts = Contexts.NONE;
    /** Grows to what is needed, up to the maximum. */
    private volatile Lane[] lanes = {};
    /** Lanes from here on are not active, unless they have become so since the watch last looked. */
    private volatile int used;
    /** How many times the watch found nothing to do; belongs to the watch. */
    private volatile int quiet;

    private Lanes(Function<Lanes, Lane> newLane, int max, int parallelism, Timers timers, LongSupplier nanoTime) {
        this.newLane = newLane;
        this.max = max;
        this.parallelism = Math.min(parallelism, max);
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
        return new Lanes(all -> new Lane(all, executor, false), max, parallelism, timers, nanoTime);
    }

    /**
     * Lanes for what blocks and costs no thread of the system meanwhile: there is no maximum.
     *
     * @param executor starts virtual threads
     * @param parallelism how many threads are worth running at the same time
     * @param timers for the watch over lanes that are held up
     * @param nanoTime measures waiting
     * @return the lanes
     */
    public static Lanes virtual(Executor executor, int parallelism, Timers timers, LongSupplier nanoTime) {
        return new Lanes(all -> new Lane(all, executor, true), Integer.MAX_VALUE, parallelism, timers, nanoTime);
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
        Iterator<? extends Executor> each = List.copyOf(loops).iterator();
        return new Lanes(all -> new Lane(all, each.next(), true), loops.size(), parallelism, timers, nanoTime);
    }

    /**
     * Isolates what runs from now on.
     *
     * @param around what is around the threads
     * @return this
     */
    public Lanes isolatedBy(Contexts around) {
        contexts = around;
        return this;
    }

    Isolation isolate() {
        return contexts.isolate();
    }

    Object place() {
        return contexts.place();
    }

    /** Makes a turn run; the caller has the duty to schedule it. */
    void submit(Turn turn) {
        Lane lane = Lane.current();
        if (lane != null && lane.lanes() == this && !turn.apart) {
            lane.submit(turn);
            watch();
            return;
        }
        turn.queuedAt = nanoTime.getAsLong();
        common.add(turn);
        if (turn.apart
                || searching.get() == 0 && active.get() < parallelism && (lane == null || !isAnyBrisk(turn.queuedAt))) {
            activate(1);
        } else {
            watch();
        }
    }

    /** Whether some lane will look into the common queue soon. */
    private boolean isAnyBrisk(long now) {
        int end = used; // first: there are so many by then
        Lane[] all = lanes;
        for (int i = 0; i < end; i++) {
            if (all[i].isBrisk(now)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs an action outside of any turn; it may block for long, so it gets a thread of its own while there is one.
     *
     * @param action what to run; does not throw
     */
    public void execute(Runnable action) {
        submit(Turn.of(this, new Work(Threading.BLOCKING) {
            @Override
            protected Next run() {
                action.run();
                return Next.DONE;
            }
        }));
    }

    /** A work has thrown, which none does that is right: its turn has to go on nevertheless. */
    Work.Next broken(Work work, Throwable failure) {
        LOG.workBug(failure, work);
        try {
            return work.broken(failure);
        } catch (Throwable another) {
            LOG.workWithoutEnd(another, work);
            return Work.Next.DONE;
        }
    }

    /** Lets others know of what a work has done. */
    void conclude(Work done) {
        done.link = null;
        try {
            done.afterwards();
        } catch (Throwable failure) {
            LOG.turnBug(failure);
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

    /** The thread that runs a turn; null if none of these does. Any thread. */
    Thread running(Turn turn) {
        for (Lane lane : lanes) {
            if (lane.running() == turn) {
                return lane.thread();
            }
        }
        return null;
    }

    Turn pollCommon() {
        return common.isEmpty() ? null : common.poll();
    }

    boolean hasCommon() {
        return !common.isEmpty();
    }

    /** The turn that waits longest in another lane, if it was queued much earlier than at some time; null if none was. */
    Turn steal(Lane thief, long time) {
        int end = used; // first: there are so many by then
        Lane[] all = lanes;
        Lane latest = null;
        long longest = Lane.LATE_NANOS;
        for (int i = 0; i < end; i++) {
            long waited = all[i] == thief ? 0 : all[i].waitedAt(time);
            if (waited > longest) {
                longest = waited;
                latest = all[i];
            }
        }
        return latest == null ? null : latest.giveAway();
    }

    /** Whether it makes sense to wait: nobody else does, and there is another processor for who makes something ready. */
    boolean beginSearch() {
        return searching.getAndIncrement() == 0 && parallelism > 1;
    }

    /** Whoever found a turn sees to it that another lane searches for what else has come: others relied on this one. */
    void endSearch(boolean found) {
        if (searching.decrementAndGet() == 0 && found && hasCommon() && active.get() < parallelism) {
            activate(1);
        }
    }

    void wakeForLoad() {
        if (active.get() < parallelism) {
            activate(1);
        }
    }

    void activated() {
        active.incrementAndGet();
        watch();
    }

    void deactivated() {
        active.decrementAndGet();
    }

    /** Starts lanes that are not active, so many if there are. */
    private void activate(int wanted) {
        int started = 0;
        for (int i = 0; started < wanted && (i < lanes.length || grow(i)); i++) {
            if (lanes[i].activate()) {
                started++;
                used = Math.max(used, i + 1);
            }
        }
    }

    /** Makes more lanes if there are only so many; returns whether there are more. */
    private synchronized boolean grow(int count) {
        if (count == max) {
            return false;
        }
        if (count == lanes.length) {
            Lane[] more = Arrays.copyOf(lanes, Math.min(max, Math.max(parallelism, 2 * count)));
            for (int i = count; i < more.length; i++) {
                more[i] = newLane.apply(this);
            }
            lanes = more;
        }
        return true;
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

    /** Wakes other lanes for turns that wait while lanes are held up, or if no thread could be had. */
    private void look() {
        Lane[] all = lanes;
        int stuck = 0;
        int waiting = count(common, MOST_AT_ONCE);
        int end = 0;
        boolean moving = false;
        for (int i = 0; i < all.length; i++) {
            boolean laneStuck = all[i].isStuck();
            stuck += laneStuck ? 1 : 0;
            waiting += all[i].countQueued(MOST_AT_ONCE);
            end = all[i].isActive() ? i + 1 : end;
            moving |= all[i].isActive() && !laneStuck;
        }
        used = end;
        if (waiting > 0 && (stuck > 0 || active.get() == 0)) {
            activate(Math.min(MOST_AT_ONCE, Math.min(waiting, Math.max(1, stuck))));
        }
        quiet = waiting > 0 || moving ? 0 : Math.min(quiet + 1, SLOWEST_WATCH);
    }

    /** How many are in a queue, at most so many. */
    static int count(Queue<?> queue, int most) {
        int count = 0;
        for (Iterator<?> each = queue.iterator(); count < most && each.hasNext(); each.next()) {
            count++;
        }
        return count;
    }
}
