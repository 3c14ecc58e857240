package io.quarkiverse.actors.runtime.system;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.actors.ActorNotStartedException;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.lifecycle.ActorNode;
import io.quarkiverse.actors.runtime.message.Mailbox;
import io.smallrye.mutiny.Uni;

/** The address of an instance of a keyed actor: of the one that is there, or else of the next. */
final class KeyedReference<A> extends ActorReference<A> {

    private final ActorNode node;
    private final String key;
    /** The instance that was there last, so that its end can be seen. */
    private volatile ActorCell last;

    KeyedReference(ActorNode node, String key, Actors actors) {
        super(null, actors);
        this.node = node;
        this.key = key;
    }

    @Override
    ActorCell cell() {
        ActorCell present = node.find(key);
        if (present != null) {
            last = present;
        }
        ActorCell seen = last;
        return seen == null ? node.absent(key) : seen;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    Mailbox mailbox() {
        ActorCell present = node.find(key);
        if (present == null) {
            present = node.activate(key);
        }
        return present == null ? node.absent(key).mailbox() : present.mailbox();
    }

    @Override
    public Uni<Void> start() {
        return expected(Trigger.START, node.expectStart(key), () -> {
            ActorCell present = node.obtain(key);
            last = present;
            present.touch();
            return actors.start(present);
        });
    }

    @Override
    public Uni<Void> stop() {
        return outcome("stop", () -> {
            ActorCell present = node.find(key);
            return present == null ? CompletableFuture.completedFuture(null) : actors.stop(present);
        });
    }

    @Override
    public Uni<Void> completion() {
        return outcome("completion", () -> {
            ActorCell present = node.find(key);
            return present != null ? present.completion()
                    : CompletableFuture.failedFuture(new ActorNotStartedException(
                            cell().name() + " has no tasks to complete: there is no instance; start it first"));
        });
    }

    @Override
    public void reportError(Throwable cause) {
        if (node.find(key) == null) {
            LOG.errorOfNoInstance(cause, this);
            return;
        }
        super.reportError(cause);
    }
}
