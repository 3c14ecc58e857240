package io.quarkiverse.actors.runtime.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;

/** A work that looks at its conditions whenever it is woken, in its turn, and waits in between. */
/*
 * Whoever makes a condition of the work true (an item, room, a timer, a change of the controls) calls wake() afterwards. A
 * token sees to it that the work is queued at most once and that no wake-up is lost: IDLE, SCHEDULED, or AWOKEN again since
 * it last looked at its conditions. The work sets SCHEDULED before it looks, and gives the token back only if it is still
 * SCHEDULED.
 */
abstract class Wakeable extends Work {

    private static final int IDLE = 0;
    private static final int SCHEDULED = 1;
    private static final int AWOKEN = 2;
    private static final VarHandle TOKEN;

    static {
        try {
            TOKEN = MethodHandles.lookup().findVarHandle(Wakeable.class, "token", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Turn turn;
    private int token;

    Wakeable(Threading threading, Turn turn) {
        super(threading);
        this.turn = turn;
    }

    /**
     * The turn that the work runs in.
     *
     * @return the turn of the actor, or one of its own
     */
    public final Turn turn() {
        return turn;
    }

    /** Makes the work look at its conditions. Any thread. */
    final void wake() {
        for (;;) {
            int seen = (int) TOKEN.getVolatile(this);
            if (seen == AWOKEN) {
                return;
            }
            if (TOKEN.compareAndSet(this, seen, seen + 1)) {
                if (seen == IDLE) {
                    turn.post(this);
                }
                return;
            }
        }
    }

    /** To be called before the conditions are looked at. */
    final void look() {
        TOKEN.setVolatile(this, SCHEDULED);
    }

    /** Nothing to do: waits to be woken. */
    final Next idle() {
        return TOKEN.compareAndSet(this, SCHEDULED, IDLE) ? Next.DONE : Next.AGAIN;
    }

    /**
     * Whether the work waits for something to happen elsewhere, with no iteration in hand. Any thread.
     *
     * @return {@code false} while it is queued, runs, or is suspended in an iteration
     */
    public boolean isIdle() {
        return (int) TOKEN.getVolatile(this) == IDLE;
    }
}
