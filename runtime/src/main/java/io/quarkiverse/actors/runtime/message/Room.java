package io.quarkiverse.actors.runtime.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

import io.quarkiverse.actors.ActorException;

/** How many messages are in a mailbox, and who waits for room. Any thread, unless a method says otherwise. */
final class Room {

    private static final VarHandle SENT;
    private static final VarHandle DONE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SENT = lookup.findVarHandle(Room.class, "sent", int.class);
            DONE = lookup.findVarHandle(Room.class, "done", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private record Waiter(Message message, Reply<Void> accepted) {
    }

    private final int capacity;
    /** Messages that were let in; wraps around, as does the next. */
    private volatile int sent;
    /** Those of them that have come to their end; written in the turn. */
    private volatile int done;
    /** In the order of their calls; null unless somebody waits. Changed by who holds the lock. */
    private volatile Queue<Waiter> waiters;

    Room(int capacity) {
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    /** Takes room for a message; false if there is none, or if somebody waits for it, whom nobody overtakes. */
    boolean take() {
        while (waiters == null) {
            int now = sent;
            if (now - done >= capacity) {
                return false;
            }
            if (SENT.compareAndSet(this, now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Gives room back that was taken for a message that is not sent. */
    void giveBack() {
        SENT.getAndAdd(this, -1);
    }

    /** A message has come to its end. Only in the turn. */
    void free() {
        DONE.setRelease(this, done + 1);
    }

    /** How many messages are in. Any thread. */
    int size() {
        int over = done; // first: so the number is not negative
        return sent - over;
    }

    int sent() {
        return sent;
    }

    boolean isEmpty() {
        return sent == done;
    }

    boolean isAwaited() {
        return waiters != null;
    }

    synchronized void await(Message message, Reply<Void> accepted) {
        if (waiters == null) {
            waiters = new ArrayDeque<>();
        }
        waiters.add(new Waiter(message, accepted));
    }

    /** Lets in those who wait longest, as far as there is room, and forgets those who do not wait any more. */
    synchronized void admit(Consumer<Message> post) {
        while (waiters != null && sent - done < capacity) {
            Waiter next = waiters.poll();
            if (next.accepted.begin()) {
                SENT.getAndAdd(this, 1);
                post.accept(next.message);
                next.accepted.succeed(null);
            }
            forgetIfNone(); // after the message was posted, so that nobody gets in before it
        }
    }

    synchronized void refuse(ActorException refusal) {
        while (waiters != null) {
            waiters.poll().accepted.fail(refusal);
            forgetIfNone();
        }
    }

    private void forgetIfNone() {
        if (waiters.isEmpty()) {
            waiters = null;
        }
    }
}
