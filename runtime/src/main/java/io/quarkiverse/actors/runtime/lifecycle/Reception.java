package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.runtime.message.Mailbox;

/** The mailbox of one actor as its lifecycle sees it. Control thread. */
final class Reception {

    private final ActorCell cell;
    private final Mailbox mailbox;
    private final Surroundings surroundings;
    /** What is waited for; complete if nothing is. */
    private CompletableFuture<Void> served = CompletableFuture.completedFuture(null);
    private boolean abandoned;

    Reception(ActorCell cell, Mailbox mailbox, Surroundings surroundings) {
        this.cell = cell;
        this.mailbox = mailbox;
        this.surroundings = surroundings;
    }

    /** The actor is about to start. */
    void prepare() {
        if (abandoned && mailbox.isBusy()) {
            throw new ActorException("A message of the last run of " + cell.name()
                    + " still runs: the actor cannot start before it returns");
        }
        abandoned = false;
    }

    void open() {
        mailbox.open();
    }

    /** Lets messages wait for a restart; completes when the one in hand has ended. */
    CompletableFuture<Void> quiesce() {
        mailbox.close();
        return queued();
    }

    /** Completes when what has come so far has been served, or was cut off; the mailbox stays open. */
    CompletableFuture<Void> serve() {
        if (!mailbox.isServing()) {
            mailbox.close();
        }
        return queued();
    }

    /** Closes once what has come so far has been served, or was cut off; completes then. */
    CompletableFuture<Void> drain() {
        if (!mailbox.isServing()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> drained = new CompletableFuture<>();
        served = drained;
        mailbox.drain(() -> pass(drained));
        cutAfter(surroundings.settings().cancelAfter(), drained);
        return drained;
    }

    /** Refuses all messages; completes when the one in hand has ended or was given up. */
    CompletableFuture<Void> cut() {
        mailbox.close();
        CompletableFuture<Void> ended = queued();
        cutAfter(surroundings.settings().cancelAfter(), ended);
        return ended;
    }

    private void cutAfter(Duration patience, CompletableFuture<Void> awaited) {
        after(patience, awaited, () -> {
            cutNow();
            after(patience, awaited, this::abandon);
        });
    }

    /** Refuses all messages and cancels the one in hand; returns whether there was one. */
    boolean cutNow() {
        boolean busy = mailbox.isBusy();
        mailbox.close();
        mailbox.cancelInHand();
        return busy;
    }

    /** Gives up on the message in hand. */
    void abandon() {
        if (mailbox.isBusy()) {
            LOG.messageLeftBehind(cell.name());
            abandoned = true;
        }
        served.complete(null);
    }

    /** Whether a message in hand was given up and has not ended since. */
    boolean isAbandoned() {
        return abandoned && mailbox.isBusy();
    }

    private CompletableFuture<Void> queued() {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        served = passed;
        mailbox.afterQueued(() -> pass(passed));
        return passed;
    }

    private void pass(CompletableFuture<Void> barrier) {
        surroundings.control().execute(() -> barrier.complete(null));
    }

    private void after(Duration delay, CompletableFuture<Void> awaited, Runnable action) {
        if (awaited.isDone()) {
            return;
        }
        Runnable withdraw = cell.onControlAfter(delay, () -> {
            if (!awaited.isDone()) {
                action.run();
            }
        });
        awaited.whenComplete((ignored, failure) -> withdraw.run());
    }
}
