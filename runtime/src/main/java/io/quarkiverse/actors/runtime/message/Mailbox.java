package io.quarkiverse.actors.runtime.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.MailboxFullException;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Lets messages to an actor in, and lets them run when their turn comes. Any thread, unless a method says otherwise.
 */
/*
 * There is no queue but the one of the turn: a message is posted there at once, and counted. When it is reached it runs, is set
 * aside if the actor is still to start, or is refused if it is not. The gate is looked at twice, therefore: by the sender, so
 * that it hears of a refusal at once, and in the turn, which alone decides; so nothing gets lost on the way. Who changes the
 * gate afterwards lets the turn take back what was set aside, so that it is judged anew, in order.
 */
public final class Mailbox {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.actors");
    private static final VarHandle SENT;
    private static final VarHandle DONE;
    private static final VarHandle STARTS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SENT = lookup.findVarHandle(Mailbox.class, "sent", int.class);
            DONE = lookup.findVarHandle(Mailbox.class, "done", int.class);
            STARTS = lookup.findVarHandle(Mailbox.class, "starts", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private enum Gate {
        /** Refuses messages, unless a start is on its way, which they wait for. */
        CLOSED,
        OPEN,
        /** Refuses new messages and serves those that are in. */
        DRAINING
    }

    /**
     * What all mailboxes share.
     *
     * @param deadlines watch over the time of replies
     * @param workers run what may block and belongs to no turn
     */
    public record Shared(Deadlines deadlines, Executor workers) {
    }

    /**
     * The actor that the messages are for.
     *
     * @param name its name
     * @param state yields its state
     * @param receiver yields what the messages are given; called in the turn, only while the gate is open
     */
    public record Receiver(String name, Supplier<ActorState> state, Supplier<Object> receiver) {
    }

    private final Receiver actor;
    private final Turn turn;
    private final MailboxSettings settings;
    private final Shared shared;
    private final InHand inHand = new InHand();
    private volatile Gate gate = Gate.CLOSED;
    /** Starts that were called and have not come to their end. */
    private volatile int starts;
    /** Messages that were let in; wraps around, as does the next. */
    private volatile int sent;
    /** Those of them that have come to their end; written in the turn. */
    private volatile int done;
    /** Null unless somebody waits for room. */
    private volatile Waiters waiters;
    /** Messages without a reply that did not run, and were not reported yet; belongs to the turn. */
    private int lost;

    /**
     * A mailbox that is closed.
     *
     * @param actor whom the messages are for
     * @param turn where they run
     * @param settings how they are let in
     * @param shared what all mailboxes share
     */
    public Mailbox(Receiver actor, Turn turn, MailboxSettings settings, Shared shared) {
        this.actor = actor;
        this.turn = turn;
        this.settings = settings;
        this.shared = shared;
    }

    // senders

    /**
     * Sends a message and lets the sender know what it yields.
     *
     * @param <R> the type of the reply
     * @param function gets the actor
     * @param async whether the function returns a {@code Uni}; the turn lasts until that terminates, and the function runs on
     *        an
     *        event loop
     * @return the reply, or the refusal
     */
    public <R> Uni<R> ask(Function<Object, ?> function, boolean async) {
        ActorException refusal = enter();
        if (refusal != null) {
            return Uni.createFrom().failure(refusal);
        }
        Reply<R> reply = new Reply<>(this, settings.propagation().back());
        turn.post(new Message(this, settings.propagation().over(function), reply, async));
        if (!reply.isDone()) {
            shared.deadlines.add(reply);
        }
        return Infrastructure.onUniCreation(reply);
    }

    /**
     * Sends a message without a reply; what it throws is logged.
     *
     * @param consumer gets the actor
     * @throws ActorException the refusal
     */
    public void tell(Consumer<Object> consumer) {
        ActorException refusal = enter();
        if (refusal != null) {
            throw refusal;
        }
        turn.post(told(consumer));
    }

    /**
     * Sends a message without a reply once there is room for it.
     *
     * @param consumer gets the actor
     * @return completes when the message was let in; fails with the refusal
     */
    public Uni<Void> tellWithRoom(Consumer<Object> consumer) {
        ActorException refusal = enter();
        if (refusal instanceof MailboxFullException) {
            return awaitRoom(told(consumer));
        }
        if (refusal != null) {
            return Uni.createFrom().failure(refusal);
        }
        turn.post(told(consumer));
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> awaitRoom(Message message) {
        Reply<Void> accepted = new Reply<>(this, settings.propagation().back());
        synchronized (this) {
            if (waiters == null) {
                waiters = new Waiters();
            }
            waiters.add(message, accepted);
        }
        turn.post(new Work(false) { // sees whatever has become free by now; from then on every message that ends looks
            @Override
            protected Next run() {
                admit();
                return Next.DONE;
            }
        });
        return Infrastructure.onUniCreation(accepted);
    }

    private Message told(Consumer<Object> consumer) {
        return new Message(this, settings.propagation().over(receiver -> {
            consumer.accept(receiver);
            return null;
        }), null, false);
    }

    /** Counts first and looks at the gate then, so that a mailbox that drains either counts the message or refuses it. */
    private ActorException enter() {
        boolean room = reserve();
        if (isOpen()) {
            return room ? null : refusals().full(settings.capacity());
        }
        if (room) {
            SENT.getAndAdd(this, -1);
        }
        return refusals().notStarted();
    }

    private boolean isOpen() {
        return gate == Gate.OPEN || starts > 0;
    }

    private boolean reserve() {
        while (waiters == null) { // nobody overtakes those who wait for room
            int now = sent;
            if (now - done >= settings.capacity()) {
                return false;
            }
            if (SENT.compareAndSet(this, now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Lets in those who wait for room, as far as there is some; or refuses them. */
    private void admit() {
        synchronized (this) {
            Waiters waiting = waiters;
            if (waiting == null) {
                return;
            }
            if (gate == Gate.CLOSED && starts == 0) {
                waiting.refuse(refusals().ended());
            } else if (gate != Gate.DRAINING) {
                waiting.admit(settings.capacity() - (sent - done), message -> {
                    SENT.getAndAdd(this, 1);
                    turn.post(message);
                });
            }
            if (waiting.isEmpty()) {
                waiters = null;
            }
        }
    }

    // the turn

    /** Whether a message that was reached may run; if not, it was set aside or refused. */
    boolean lets(Message message) {
        boolean closed = gate == Gate.CLOSED;
        if (!closed && !turn.hasAside()) {
            return true;
        }
        if (closed && starts == 0) {
            message.refuse();
        } else {
            turn.setAside(message);
        }
        return false;
    }

    /** A message has come to its end. */
    void done() {
        DONE.setRelease(this, done + 1);
        if (waiters != null) {
            admit();
        }
    }

    Object receiver() {
        return actor.receiver.get();
    }

    InHand inHand() {
        return inHand;
    }

    Turn turn() {
        return turn;
    }

    void logFailure(Throwable failure, boolean awaited) {
        LOG.errorf(failure, awaited ? "A message to %s failed after its sender had stopped waiting" : "A message to %s failed",
                actor.name);
    }

    /** A message without a reply will not run. */
    void lose() {
        if (lost++ == 0) {
            turn.post(new Work(false) {
                @Override
                protected Next run() {
                    LOG.errorf("%s came to its end before it came to %d message(s) without a reply, which have not run",
                            actor.name, lost);
                    lost = 0;
                    return Next.DONE;
                }
            });
        }
    }

    // replies

    boolean isInTurn() {
        return turn.isCurrent();
    }

    Refusals refusals() {
        return new Refusals(actor.name, actor.state.get());
    }

    void execute(Runnable action) {
        shared.workers.execute(action);
    }

    // the lifecycle

    /** A start was called: messages wait for it if the mailbox is closed. */
    public void startCalled() {
        STARTS.getAndAdd(this, 1);
    }

    /** A start that was called has come to its end, whatever it is. */
    public void startOver() {
        if ((int) STARTS.getAndAdd(this, -1) == 1 && gate == Gate.CLOSED) {
            judgeAnew();
        }
    }

    /** Serves messages from now on. */
    public void open() {
        inHand.reset();
        gate = Gate.OPEN;
        judgeAnew();
    }

    /** Serves no message from now on, except for the one in hand. */
    public void close() {
        gate = Gate.CLOSED;
        judgeAnew();
    }

    /**
     * Lets no more messages in, and closes once those that are in have been served.
     *
     * @param passed called then, in the turn
     */
    public void drain(Runnable passed) {
        gate = Gate.DRAINING;
        turn.post(new Work(false) {
            @Override
            protected Next run() {
                if (gate == Gate.DRAINING && starts == 0 && !isIdle()) {
                    return Next.AGAIN; // somebody has been let in and is about to post
                }
                if (gate == Gate.DRAINING) { // unless it was closed meanwhile
                    close();
                }
                passed.run();
                return Next.DONE;
            }
        });
    }

    /**
     * Waits for what is queued.
     *
     * @param passed called in the turn when every message that is in now has been served, set aside or refused
     */
    public void afterQueued(Runnable passed) {
        if (isIdle()) {
            passed.run();
            return;
        }
        turn.post(new Work(false) {
            @Override
            protected Next run() {
                passed.run();
                return Next.DONE;
            }
        });
    }

    /** Interrupts or cancels the message in hand; only while the mailbox is closed. */
    public void cancelInHand() {
        inHand.cancel();
    }

    /**
     * Whether a message runs.
     *
     * @return {@code true} on a worker thread, or suspended
     */
    public boolean isBusy() {
        return inHand.isBusy();
    }

    /**
     * Whether messages are served.
     *
     * @return {@code true} between {@link #open()} and {@link #drain} or {@link #close()}
     */
    public boolean isServing() {
        return gate == Gate.OPEN;
    }

    private boolean isIdle() {
        return sent == done;
    }

    private void judgeAnew() {
        admit();
        if (!isIdle()) {
            turn.post(new Work(false) {
                @Override
                protected Next run() {
                    turn.takeBack();
                    return Next.DONE;
                }
            });
        }
    }
}
