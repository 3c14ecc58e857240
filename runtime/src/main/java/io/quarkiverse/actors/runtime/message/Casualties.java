package io.quarkiverse.actors.runtime.message;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;

/** Logs what nobody else hears of: messages that failed or did not run. In the turn. */
final class Casualties {

    private final String actor;
    private final Turn turn;
    /** Messages that did not run, and were not reported yet. */
    private int lost;

    Casualties(String actor, Turn turn) {
        this.actor = actor;
        this.turn = turn;
    }

    /** Nobody has waited for the outcome of a message, or does so any more. */
    void failed(Throwable failure, boolean awaited) {
        if (awaited) {
            LOG.messageFailedLate(failure, actor);
        } else {
            LOG.messageFailed(failure, actor);
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
                LOG.messagesLost(actor, lost);
                lost = 0;
                return Next.DONE;
            }
        });
    }
}
