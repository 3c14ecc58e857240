package io.quarkiverse.actors.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.system.Actors;
import io.quarkiverse.actors.runtime.task.Task;

/** Finds out whether the actors have anything left to do at the present time. */
/*
 * What a task or a message causes passes through the control thread at most: whoever finds everything idle before and after
 * the control thread has done what it had to do has seen the end of it.
 */
final class Quiet {

    private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();

    private final Actors actors;
    private final Executor control;

    Quiet(Actors actors, Executor control) {
        this.actors = actors;
        this.control = control;
    }

    /** Waits until nothing is left to do, or so long; yields whether there is nothing. */
    boolean await(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        int seen = 0;
        while (seen < 3) {
            CompletableFuture.runAsync(() -> {
                // behind what the control thread has to do
            }, control).join();
            seen = isQuiet() ? seen + 1 : 0;
            if (seen == 0) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        return true;
    }

    private boolean isQuiet() {
        return cells().allMatch(cell -> cell.mailbox().size() == 0 && !isOnItsWay(cell.state())
                && cell.tasks().stream().allMatch(Task::isIdle));
    }

    private static boolean isOnItsWay(ActorState state) {
        return state.isIn(ActorState.STARTING) || state.isIn(ActorState.STOPPING);
    }

    private Stream<ActorCell> cells() {
        return Stream.concat(actors.ordinary().stream(),
                actors.keyedActors().stream().flatMap(actor -> actors.instances(actor).stream()));
    }
}
