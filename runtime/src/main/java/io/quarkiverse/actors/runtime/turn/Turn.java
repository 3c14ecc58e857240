package io.quarkiverse.actors.runtime.turn;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;

/**
 * The run queue of an actor: what is posted runs in the order of posting, one at a time, each seeing the writes of the one
 * before.
 */
/*
 * The mailbox is an intrusive list with a single atomic head (a Treiber stack that is taken whole, see R. K. Treiber, "Systems
 * Programming: Coping with Parallelism", 1986): null while the turn is idle, TAKEN while it is scheduled or running and nothing
 * new has come, else the newest work. Whoever moves it away from null owns the duty to schedule the turn; so it is
 * scheduled at most once, and an idle actor owns no queue. The running thread takes the chain, turns it round, and leaves
 * with one compare-and-set back to null, which fails if anything has come meanwhile.
 */
public final class Turn {

    private static final int WORKS_PER_RUN = 64;
    private static final Work TAKEN = new Work(Threading.NON_BLOCKING) {
        @Override
        protected Next run() {
            throw new IllegalStateException("The marker of a running turn was run");
        }
    };
    private static final VarHandle HEAD;
    private static final VarHandle HURRY;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(Turn.class, "head", Work.class);
            HURRY = lookup.findVarHandle(Turn.class, "hurry", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Threads threads;
    /** Whether the turn is run beside what is ready on other lanes, rather than when its time has come. */
    final boolean apart;
    private volatile Work head;
    private boolean hurry;
    /** Taken and not yet run, oldest first; belongs to whoever has the turn. */
    private Work pending;
    /** Set aside, newest first; belongs to whoever has the turn. */
    private Work aside;
    /** Runs the turn. */
    private Lane lane;
    /** Where the work goes on that keeps the turn without a thread; null if none does. Not for those who race with its end. */
    private Object place;
    /** When the turn was last queued, for the lanes. */
    long queuedAt;

    /**
     * @param threads where its works run
     */
    public Turn(Threads threads) {
        this(threads, false);
    }

    private Turn(Threads threads, boolean apart) {
        this.threads = threads;
        this.apart = apart;
    }

    /**
     * A turn beside this one, whose works are expected to take long: it gets a thread of its own whenever it is ready, while
     * there is one.
     *
     * @return the turn
     */
    public Turn apart() {
        return new Turn(threads, true);
    }

    /** A turn that is about to run a single work, beside what else is ready, and is not scheduled yet. */
    static Turn of(Lanes lanes, Work work) {
        Turn turn = new Turn(new Threads(lanes, lanes, lanes), true);
        turn.head = work;
        return turn;
    }

    /**
     * Queues a work. Any thread.
     *
     * @param work a work that is in no queue
     */
    public void post(Work work) {
        for (;;) {
            Work newest = head;
            work.link = newest == TAKEN ? null : newest;
            if (HEAD.compareAndSet(this, newest, work)) {
                if (newest == null) {
                    lanes(work).submit(this);
                }
                return;
            }
        }
    }

    /**
     * Continues a work that has kept the turn. Any thread, once per suspension.
     *
     * @param work the work that is suspended
     */
    public void resume(Work work) {
        work.link = pending;
        pending = work;
        lanes(work).submit(this);
    }

    /** Asks the work that runs to come to an end soon. Any thread; a hint that may come too late. */
    public void hurry() {
        HURRY.setOpaque(this, true);
    }

    /**
     * Whether the work that runs should let others go first. Only from within the turn.
     *
     * @return {@code true} once {@link #hurry()} was called during this work
     */
    public boolean isHurried() {
        return (boolean) HURRY.getOpaque(this);
    }

    /**
     * Whether the caller is in this turn.
     *
     * @return {@code true} on the thread that runs it, and where a work goes on that keeps it
     */
    public boolean isCurrent() {
        Lane current = Lane.current();
        if (current != null && current.running() == this) {
            return true;
        }
        Object kept = place;
        return kept != null && kept == lane.lanes().place();
    }

    /** Something begins that may keep the turn until it is over. Only from within the turn. */
    public void goesOn() {
        Isolation isolation = lane.isolation();
        place = isolation == null ? null : isolation.place();
    }

    /**
     * What has begun with {@link #goesOn()} is over: what it leaves behind is not in this turn. Any thread, before it resumes.
     */
    public void wentOn() {
        place = null;
    }

    /**
     * The thread that runs this turn at this moment. Any thread; for diagnosis, since it looks at every lane.
     *
     * @return the thread; null if the turn is not running, also while a work is suspended
     */
    public Thread thread() {
        return threads.running(this);
    }

    /**
     * Part of the work that runs has come to its end: the next one sees nothing of what it has left around the thread. Only
     * from within the turn; not needed at the end of a work.
     */
    public void renewContextIfUsed() {
        Isolation isolation = lane.isolation();
        if (isolation != null) {
            isolation.renewIfUsed();
        }
    }

    /**
     * Something that the work that runs has begun goes on with what is around the thread: the next one gets something of its
     * own. Only from within the turn; not needed for a work that is suspended.
     */
    public void renewContext() {
        Isolation isolation = lane.isolation();
        if (isolation != null) {
            isolation.renew();
        }
    }

    /**
     * Keeps a work that has been reached until {@link #takeBack()}. Only from within the turn, by the work itself.
     *
     * @param work the work that runs
     */
    public void setAside(Work work) {
        work.link = aside;
        aside = work;
    }

    /**
     * Whether something was set aside. Only from within the turn.
     *
     * @return {@code true} until {@link #takeBack()}
     */
    public boolean hasAside() {
        return aside != null;
    }

    /** Runs next what was set aside, in the order in which it was reached at first. Only from within the turn. */
    public void takeBack() {
        while (aside != null) {
            Work newest = aside;
            aside = newest.link;
            newest.link = pending;
            pending = newest;
        }
    }

    /**
     * Has {@link Work#afterwards()} called on this thread as soon as it has left the turn. Only from within the turn, by a
     * work that is done.
     *
     * @param work the work that runs
     */
    public void afterwards(Work work) {
        lane.afterwards(work);
    }

    /** Runs what is queued, on a lane, until nothing is left, others should go first, or a work keeps the turn. */
    void run(Lane lane) {
        this.lane = lane;
        for (int works = 0; works < WORKS_PER_RUN; works++) {
            if (pending == null && !take()) {
                return;
            }
            Work work = pending;
            if (lanes(work) != lane.lanes()) {
                lanes(work).submit(this);
                return;
            }
            pending = work.link;
            work.link = null;
            HURRY.setOpaque(this, false);
            Work.Next next = lane.run(work);
            if (next == Work.Next.SUSPENDED) {
                return;
            }
            place = null;
            if (next == Work.Next.AGAIN) {
                post(work);
                lane.submit(this);
                return;
            }
        }
        lane.submit(this);
    }

    /** Takes what was posted; if nothing was, gives the turn back. */
    private boolean take() {
        if (head == TAKEN && HEAD.compareAndSet(this, TAKEN, null)) {
            return false;
        }
        Work newest = (Work) HEAD.getAndSet(this, TAKEN);
        Work oldest = null;
        while (newest != null) {
            Work older = newest.link;
            newest.link = oldest;
            oldest = newest;
            newest = older;
        }
        pending = oldest;
        return true;
    }

    private Lanes lanes(Work work) {
        return threads.of(work.threading());
    }
}
