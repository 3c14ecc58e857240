package io.quarkiverse.actors.runtime.message;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;

/** Logs what nobody else hears of: messages that failed or did not run. In the turn. */
final class Casualties {

    private final Receiver actor;
    private final Turn turn;
    /** Messages that did not run, and were not reported yet. */
    private int lost;

    Casualties(Receiver actor, Turn turn) {
        this.actor = actor;
        this.turn = turn;
    }

    /** Nobody has waited for the outcome of a message, or does so any more. */
    void failed(Throwable failure, boolean awaited) {
        if (awaited) {
            LOG.messageFailedLate(failure, actor.name());
        } else {
            LOG.messageFailed(failure, actor.name());
        }
    }

    /** A message without a reply will not run; those that come to that end together are logged together. */
    void lost() {
        if (lost++ > 0) {
            return;
        }
        turn.post(new Work(Threading.NON_BLOCKING) {
            @Override
            protected Next run() {
                LOG.messagesLost(actor.name(), lost);
                lost = 0;
                return Next.DONE;
            }
        });
    }
}
