package io.quarkiverse.actors.docs;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.quarkiverse.actors.Actor;
import io.quarkiverse.actors.Task;
import io.smallrye.common.annotation.NonBlocking;

@Actor
public class Inbox {

    private final Queue<String> letters = new ConcurrentLinkedQueue<>();

    /** A plain call, on the caller's thread: hence the concurrent queue. */
    public void deliver(String letter) {
        letters.add(letter);
    }

    // tag::polling[]
    @Task
    @NonBlocking // a look into a queue does not block
    String letters() {
        return letters.poll(); // null: there is nothing, look again a little later
    }
    // end::polling[]
}
