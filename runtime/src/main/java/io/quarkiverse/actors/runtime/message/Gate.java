package io.quarkiverse.actors.runtime.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Whether an actor takes messages and serves them. Any thread. */
final class Gate {

    private static final VarHandle STARTS;

    static {
        try {
            STARTS = MethodHandles.lookup().findVarHandle(Gate.class, "starts", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    enum State {
        /** Refuses messages, unless a start is on its way, which they wait for. */
        CLOSED,
        OPEN,
        /** Refuses new messages and serves those that are in. */
        DRAINING
    }

    private volatile State state = State.CLOSED;
    /** Starts that were called and have not come to their end. */
    private volatile int starts;

    State state() {
        return state;
    }

    void move(State to) {
        state = to;
    }

    void startCalled() {
        STARTS.getAndAdd(this, 1);
    }

    /** True if messages waited for this start in vain. */
    boolean startOver() {
        return (int) STARTS.getAndAdd(this, -1) == 1 && state == State.CLOSED;
    }

    boolean awaitsStart() {
        return starts > 0;
    }

    /** Whether a new message is let in. */
    boolean letsIn() {
        return state == State.OPEN || awaitsStart();
    }

    /** Whether a message that is in will not run. */
    boolean refuses() {
        return state == State.CLOSED && !awaitsStart();
    }
}
