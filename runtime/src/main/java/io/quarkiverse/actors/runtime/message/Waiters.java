package io.quarkiverse.actors.runtime.message;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

import io.quarkiverse.actors.ActorException;

/** Messages whose senders wait for room, in the order of their calls. Guarded by the mailbox. */
final class Waiters {

    private record Waiter(Message message, Reply<Void> accepted) {
    }

    private final Queue<Waiter> queue = new ArrayDeque<>();

    void add(Message message, Reply<Void> accepted) {
        queue.add(new Waiter(message, accepted));
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Lets in those who wait longest, and drops those who do not wait any more. */
    void admit(int room, Consumer<Message> let) {
        int left = room;
        while (left > 0 && !queue.isEmpty()) {
            Waiter next = queue.poll();
            if (next.accepted.begin()) {
                left--;
                let.accept(next.message);
                next.accepted.succeed(null);
            }
        }
    }

    void refuse(ActorException refusal) {
        for (Waiter next = queue.poll(); next != null; next = queue.poll()) {
            next.accepted.fail(refusal);
        }
    }
}
