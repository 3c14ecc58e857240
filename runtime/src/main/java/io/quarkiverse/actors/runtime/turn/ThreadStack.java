package io.quarkiverse.actors.runtime.turn;

import java.util.List;

/** Where a thread is, in the form in which logs and failures carry a stack. Never thrown. */
public final class ThreadStack extends Throwable {

    private static final long serialVersionUID = 1L;

    private ThreadStack(Thread thread) {
        super(thread.getName());
        setStackTrace(thread.getStackTrace());
    }

    /**
     * Takes the stacks of threads.
     *
     * @param threads the threads, may be none
     * @return the stack of the first, to which the others are added as suppressed; null if there are none
     */
    public static ThreadStack of(List<Thread> threads) {
        if (threads.isEmpty()) {
            return null;
        }
        ThreadStack first = new ThreadStack(threads.get(0));
        threads.stream().skip(1).map(ThreadStack::new).forEach(first::addSuppressed);
        return first;
    }

    /** The stack is the other thread's, not that of who asks. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
