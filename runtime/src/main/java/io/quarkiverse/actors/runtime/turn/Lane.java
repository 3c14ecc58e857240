package io.quarkiverse.actors.runtime.turn;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** A thread that is borrowed to run turns, with a queue of its own of those that are ready. */
final class Lane implements Runnable {

    private static final ThreadLocal<Lane> CURRENT = new ThreadLocal<>();
    private static final VarHandle ACTIVE;
    private static final VarHandle BEGUN_AT;
    private static final VarHandle LEFT;
    private static final VarHandle WORK;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ACTIVE = lookup.findVarHandle(Lane.class, "active", boolean.class);
            BEGUN_AT = lookup.findVarHandle(Lane.class, "begunAt", long.class);
            LEFT = lookup.findVarHandle(Lane.class, "left", Work.class);
            WORK = lookup.findVarHandle(Lane.class, "work", Work.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** How often a lane without work looks again before it gives its thread back: some µs, or more than a wake-up takes. */
    private static final int FEW_LOOKS = 8;
    private static final int MANY_LOOKS = 1000;
    private static final long WORTH_WAITING_NANOS = 50_000;
    private static final int STEAL_EVERY = 8;
    /** Every so many turns a lane looks for those that wait elsewhere, and the more often the more it finds. */
    private static final int OTHERS_EVERY = 32;
    /** So many turns in a row that waited too long call for another lane. */
    private static final int LATE_TURNS = 8;
    static final long LATE_NANOS = 20_000;
    /** After so long an event loop, or the carrier of a virtual thread, gets to do its other work. */
    private static final long SLICE_NANOS = 200_000;

    private final Lanes lanes;
    private final Executor executor;
    private final boolean sliced;
    private final ConcurrentLinkedQueue<Turn> queue = new ConcurrentLinkedQueue<>();
    private boolean active;
    /** When the last turn began; written by the lane, read by others. */
    private long begunAt;
    /** What the watch saw last; belongs to the watch. */
    private long seen;
    private volatile Turn running;
    /** That runs the lane at present; written before {@link #running}. */
    private Thread thread;
    private Work work;
    /** Of the present thread; may be null. */
    private Isolation isolation;
    private int othersEvery = OTHERS_EVERY;
    /** How many turns of its own come before it looks for others. */
    private int ownTurns = OTHERS_EVERY;
    /** Has called {@link Turn#afterwards} in the running turn, newest first. */
    private Work leaving;
    /** What follows from works whose turn is over, oldest first; taken away by the watch if one of them holds the lane up. */
    private volatile Work left;
    private int late;
    private int looks = FEW_LOOKS;
    /** When the lane was out of work last; 0 once it has learned from it. */
    private long idleSince;

    Lane(Lanes lanes, Executor executor, boolean sliced) {
        this.lanes = lanes;
        this.executor = executor;
        this.sliced = sliced;
    }

    static Lane current() {
        return CURRENT.get();
    }

    Lanes lanes() {
        return lanes;
    }

    Turn running() {
        return running;
    }

    /** The thread that runs, or has run, what {@link #running()} says. */
    Thread thread() {
        return thread;
    }

    /** Queues a turn; on the lane's own thread. */
    void submit(Turn turn) {
        turn.queuedAt = lanes.nanoTime();
        queue.add(turn);
    }

    /** Starts the lane unless it is active. */
    boolean activate() {
        if (isActive() || !ACTIVE.compareAndSet(this, false, true)) {
            return false;
        }
        lanes.activated();
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            ACTIVE.setVolatile(this, false);
            lanes.deactivated(); // the watch tries again
        }
        return true;
    }

    @Override
    public void run() {
        boolean goesOn = true;
        CURRENT.set(this);
        thread = Thread.currentThread();
        try {
            isolation = lanes.isolate();
            goesOn = runTurns();
        } finally {
            CURRENT.remove();
            if (goesOn) {
                executor.execute(this);
            }
        }
    }

    /** Runs turns until there are none or the slice is over; true if the lane goes on later. */
    private boolean runTurns() {
        long sliceEnd = lanes.nanoTime() + SLICE_NANOS;
        for (;;) {
            Turn turn = take();
            if (turn == null) {
                turn = search();
            }
            if (turn == null) {
                if (deactivate()) {
                    return false;
                }
                continue;
            }
            if (idleSince != 0) {
                learn(turn.queuedAt - idleSince);
            }
            long now = lanes.nanoTime();
            noteWait(now - turn.queuedAt);
            BEGUN_AT.setOpaque(this, now);
            running = turn;
            turn.run(this);
            running = null;
            WORK.setOpaque(this, null);
            if (leaving != null) {
                leave();
            }
            if (sliced && now >= sliceEnd) {
                return true;
            }
        }
    }

    void afterwards(Work done) {
        done.link = leaving;
        leaving = done;
    }

    private void leave() {
        Work oldest = null;
        while (leaving != null) {
            Work newest = leaving;
            leaving = newest.link;
            newest.link = oldest;
            oldest = newest;
        }
        left = oldest;
        for (Work next = oldest; next != null; next = left) {
            if (LEFT.compareAndSet(this, next, next.link)) {
                lanes.conclude(next);
                if (isolation != null) {
                    isolation.renewIfUsed();
                }
            }
        }
    }

    private Turn take() {
        Turn turn = --ownTurns <= 0 ? takeFromOthers() : null;
        if (turn == null) {
            turn = queue.poll();
        }
        return turn == null ? lanes.pollCommon() : turn;
    }

    /** A turn of the common queue, or one that has waited longer than all of this lane: so that lanes share what is ready. */
    private Turn takeFromOthers() {
        ownTurns = othersEvery;
        Turn turn = lanes.pollCommon();
        Turn oldest = queue.peek();
        if (turn == null && oldest != null) {
            turn = lanes.steal(this, oldest.queuedAt);
            othersEvery = turn == null ? Math.min(2 * othersEvery, OTHERS_EVERY) : 1;
        }
        return turn;
    }

    /** Looks for a turn that somebody else makes ready. */
    private Turn search() {
        idleSince = lanes.nanoTime();
        int most = lanes.beginSearch() ? looks : FEW_LOOKS;
        Turn turn = null;
        for (int i = 0; turn == null && i < most; i++) {
            turn = lanes.pollCommon();
            if (turn == null && i % STEAL_EVERY == 0) {
                turn = lanes.steal(this, lanes.nanoTime());
            }
            Thread.onSpinWait();
        }
        lanes.endSearch(turn != null);
        return turn;
    }

    /** Learns from how long it took until there was a turn again, whether it was waited for or not. */
    private void learn(long idleNanos) {
        looks = idleNanos < WORTH_WAITING_NANOS ? MANY_LOOKS : FEW_LOOKS;
        idleSince = 0;
    }

    private void noteWait(long nanos) {
        if (nanos < LATE_NANOS) {
            late = 0;
        } else if (++late >= LATE_TURNS) {
            late = 0;
            lanes.wakeForLoad();
        }
    }

    /** Leaves, unless something has come meanwhile. */
    private boolean deactivate() {
        ACTIVE.setVolatile(this, false);
        lanes.deactivated();
        return !lanes.hasCommon() || !reactivate();
    }

    private boolean reactivate() {
        if (!ACTIVE.compareAndSet(this, false, true)) {
            return false;
        }
        lanes.activated();
        return true;
    }

    /** How long the turn that waits longest has been waiting at some time; not positive if none has. Any thread. */
    long waitedAt(long time) {
        Turn oldest = queue.peek();
        return oldest == null ? 0 : time - oldest.queuedAt;
    }

    /** Takes the turn that waits longest; null if there is none. Any thread. */
    Turn giveAway() {
        return queue.poll();
    }

    boolean hasQueued() {
        return !queue.isEmpty();
    }

    /** How many turns wait, at most so many. */
    int countQueued(int most) {
        return Lanes.count(queue, most);
    }

    /** Runs a work of the running turn. */
    Work.Next run(Work next) {
        WORK.setOpaque(this, next);
        Work.Next then;
        try {
            then = next.run();
        } catch (Throwable failure) {
            then = lanes.broken(next, failure);
        }
        if (isolation != null) {
            if (then == Work.Next.SUSPENDED) {
                isolation.renew();
            } else {
                isolation.renewIfUsed();
            }
        }
        return then;
    }

    Isolation isolation() {
        return isolation;
    }

    boolean isActive() {
        return (boolean) ACTIVE.getVolatile(this);
    }

    /** Whether the lane has been with its present turn for no longer than a hand-over costs, and so soon takes another. */
    boolean isBrisk(long now) {
        return isActive() && now - (long) BEGUN_AT.getOpaque(this) < LATE_NANOS;
    }

    /** For the watch: whether the same turn has been running since the watch last looked; if so it is asked to hurry. */
    boolean isStuck() {
        long now = (long) BEGUN_AT.getOpaque(this);
        boolean stuck = isActive() && now == seen;
        seen = now;
        Turn turn = running;
        if (stuck && turn != null) {
            turn.hurry();
            Work held = (Work) WORK.getOpaque(this);
            if (held != null) {
                held.heldUp();
            }
        }
        if (stuck && left != null) {
            lanes.concludeElsewhere((Work) LEFT.getAndSet(this, null));
        }
        return stuck;
    }
}
