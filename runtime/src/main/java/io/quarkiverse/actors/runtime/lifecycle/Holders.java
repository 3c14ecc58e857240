package io.quarkiverse.actors.runtime.lifecycle;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.actors.runtime.task.Task;
import io.quarkiverse.actors.runtime.turn.ThreadStack;

/** Says what keeps an actor from going on, for messages and logs. */
final class Holders {

    private Holders() {
    }

    /** What keeps a stop from going on, such as {@code the release of FileHead#logFile}. */
    static String ofStop(ActorCell cell) {
        if (cell.instance().isBeingDestroyed()) {
            return "the destruction of its bean";
        }
        List<String> steps = cell.resources().inProgress();
        return steps.isEmpty() ? ofTurn(cell) : String.join(", ", steps);
    }

    /** What keeps the turn, or else what the turn waits for. */
    static String ofTurn(ActorCell cell) {
        String hook = cell.hooks().inHand();
        if (hook != null) {
            return hook;
        }
        String busy = cell.taskGroup().busy().stream().filter(task -> task.turn() == cell.turn()).map(Task::toString)
                .collect(Collectors.joining(", "));
        if (busy.isEmpty()) {
            return cell.mailbox().isBusy() ? "a message" : "the lack of a free thread";
        }
        return busy;
    }

    /** The stack of the threads that keep a stop from going on; null if none does. */
    static ThreadStack stack(ActorCell cell) {
        List<Thread> threads = cell.resources().threadsInProgress();
        Thread inTurn = cell.turn().thread();
        return ThreadStack.of(!threads.isEmpty() || inTurn == null ? threads : List.of(inTurn));
    }

    /** The stack of the threads that tasks and messages sit on; null if they sit on none. */
    static ThreadStack busyStack(ActorCell cell) {
        Stream<Thread> inTurn = cell.mailbox().isBusy() ? Stream.ofNullable(cell.turn().thread()) : Stream.empty();
        return ThreadStack.of(Stream.concat(cell.taskGroup().busy().stream().flatMap(task -> task.threads().stream()), inTurn)
                .distinct().toList());
    }
}
