package io.quarkiverse.actors.runtime.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Whether an actor takes messages and serves them. Any thread. */
/*
 * The state and the starts are one word: a start ends in two steps, first it opens the gate, then it is over. Who read one
 * after the other could find the gate still closed and the start already over, and refuse a message that the actor is there
 * for.
 */
final class Gate {

    private static final int STATE = 3;
    private static final int START = 4;
    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(Gate.class, "word", int.class);
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

    private static final State[] BY_ORDINAL = State.values();

    /** The ordinal of the state, and {@link #START} for each start that was called and has not come to its end. */
    private volatile int word = State.CLOSED.ordinal();
    /** Whether new messages go elsewhere although the gate is open. */
    private volatile boolean diverted;

    State state() {
        return state(word);
    }

    void move(State to) {
        int now;
        do {
            now = word;
        } while (!WORD.compareAndSet(this, now, now & ~STATE | to.ordinal()));
    }

    void divert() {
        diverted = true;
    }

    void startCalled() {
        WORD.getAndAdd(this, START);
    }

    /** True if messages waited for this start in vain. */
    boolean startOver() {
        return refuses((int) WORD.getAndAdd(this, -START) - START);
    }

    boolean awaitsStart() {
        return awaitsStart(word);
    }

    /** Whether a new message is let in. */
    boolean letsIn() {
        int now = word;
        return (state(now) == State.OPEN || awaitsStart(now)) && !diverted;
    }

    /** Whether a message that is in will not run. */
    boolean refuses() {
        return refuses(word);
    }

    private static State state(int word) {
        return BY_ORDINAL[word & STATE];
    }

    private static boolean awaitsStart(int word) {
        return word >= START;
    }

    private static boolean refuses(int word) {
        return state(word) == State.CLOSED && !awaitsStart(word);
    }
}
