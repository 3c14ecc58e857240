package io.quarkiverse.actors.runtime.message;

import org.jboss.logging.Logger;

import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;

/** Logs what nobody else hears of: messages that failed or did not run. In the turn. */
final class Casualties {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.actors");

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
        LOG.errorf(failure, awaited ? "A message to %s failed after its sender had stopped waiting" : "A message to %s failed",
                actor.name());
    }

    /** A message without a reply will not run; those that come to that end together are logged together. */
    void lost() {
        if (lost++ > 0) {
            return;
        }
        turn.post(new Work(Threading.NON_BLOCKING) {
            @Override
            protected Next run() {
                LOG.errorf("%s came to its end before it came to %d message(s) without a reply, which have not run",
                        actor.name(), lost);
                lost = 0;
                return Next.DONE;
            }
        });
    }
}
