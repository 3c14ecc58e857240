package io.quarkiverse.actors.runtime.message;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.MailboxFullException;
import io.quarkiverse.actors.runtime.message.Gate.State;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.turn.Contexts;
import io.quarkiverse.actors.runtime.turn.Contexts.Kind;
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

    /**
     * What all mailboxes share.
     *
     * @param deadlines watch over the time of replies
     * @param workers run what may block and belongs to no turn, also while actors hold all the threads that are theirs
     * @param contexts carry what is around a sender to where its message runs, and back
     */
    public record Shared(Deadlines deadlines, Executor workers, Contexts contexts) {
    }

    private final Receiver receiver;
    private final Turn turn;
    private final Shared shared;
    private final Gate gate = new Gate();
    private final Room room;
    private final Admission admission;
    private final InHand inHand = new InHand();
    private final Casualties casualties;

    /**
     * A mailbox that is closed.
     *
     * @param receiver whom the messages are for
     * @param turn where they run
     * @param capacity how many may wait or run, at least 1
     * @param shared what all mailboxes share
     */
    public Mailbox(Receiver receiver, Turn turn, int capacity, Shared shared) {
        this.receiver = receiver;
        this.turn = turn;
        this.room = new Room(capacity);
        this.admission = new Admission(receiver, gate, room, turn::post);
        this.shared = shared;
        this.casualties = new Casualties(receiver, turn);
    }

    // senders

    /**
     * Sends a message and lets the sender know what it yields.
     *
     * @param <R> the type of the reply
     * @param function gets the actor
     * @param async whether the function returns a {@code Uni}; the turn lasts until that terminates, and the function runs on
     *        an event loop
     * @return the reply, or the refusal
     */
    public <R> Uni<R> ask(Function<Object, ?> function, boolean async) {
        ActorException refusal = admission.enter();
        if (refusal != null) {
            Mailbox next = successor(refusal);
            return next != null ? next.ask(function, async) : Uni.createFrom().failure(refusal);
        }
        Reply<R> reply = new Reply<>(this, callers());
        turn.post(new Message(this, carry(function, async ? Kind.ASK_ASYNC : Kind.ASK), reply, async));
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
        ActorException refusal = admission.enter();
        if (refusal == null) {
            turn.post(told(consumer));
            return;
        }
        Mailbox next = successor(refusal);
        if (next == null) {
            throw refusal;
        }
        next.tell(consumer);
    }

    /**
     * Sends a message without a reply once there is room for it.
     *
     * @param consumer gets the actor
     * @return completes when the message was let in; fails with the refusal
     */
    public Uni<Void> tellWithRoom(Consumer<Object> consumer) {
        ActorException refusal = admission.enter();
        if (refusal instanceof MailboxFullException) {
            return awaitRoom(told(consumer));
        }
        if (refusal != null) {
            Mailbox next = successor(refusal);
            return next != null ? next.tellWithRoom(consumer) : Uni.createFrom().failure(refusal);
        }
        turn.post(told(consumer));
        return Uni.createFrom().voidItem();
    }

    private Mailbox successor(ActorException refusal) {
        return refusal instanceof MailboxFullException ? null : receiver.successor();
    }

    private Uni<Void> awaitRoom(Message message) {
        Reply<Void> accepted = new Reply<>(this, callers());
        room.await(message, accepted);
        post(admission::review); // sees whatever has become free by now; from then on every message that ends looks
        return Infrastructure.onUniCreation(accepted);
    }

    private Message told(Consumer<Object> consumer) {
        return new Message(this, carry(instance -> {
            consumer.accept(instance);
            return null;
        }, Kind.TELL), null, false);
    }

    private <R> Function<Object, R> carry(Function<Object, R> function, Kind kind) {
        return shared.contexts.carryCallers(function, receiver.actor(), kind);
    }

    /** Where the calling thread goes on: right where the reply comes, with what is around it now. */
    private Executor callers() {
        return shared.contexts.withCallers(Reply.AT_ONCE);
    }

    // messages, in the turn

    /** Whether a message that was reached may run; if not, it was set aside or refused. */
    boolean lets(Message message) {
        boolean closed = gate.state() == State.CLOSED;
        if (!closed && !turn.hasAside()) {
            return true;
        }
        if (gate.refuses()) {
            message.refuse();
        } else {
            turn.setAside(message);
        }
        return false;
    }

    /** A message has come to its end. */
    void done() {
        room.free();
        if (room.isAwaited()) {
            admission.review();
        }
    }

    Object instance() {
        return receiver.receiver();
    }

    InHand inHand() {
        return inHand;
    }

    Turn turn() {
        return turn;
    }

    Casualties casualties() {
        return casualties;
    }

    // replies

    Refusals refusals() {
        return Refusals.of(receiver);
    }

    void execute(Runnable action) {
        shared.workers.execute(action);
    }

    // the lifecycle

    /** A start was called: messages wait for it if the mailbox is closed. */
    public void startCalled() {
        gate.startCalled();
    }

    /** A start that was called has come to its end, whatever it is. */
    public void startOver() {
        if (gate.startOver()) {
            judgeAnew();
        }
    }

    /**
     * Whether a start was called that has not come to its end.
     *
     * @return {@code true} while messages wait for one
     */
    public boolean awaitsStart() {
        return gate.awaitsStart();
    }

    /** Lets no more messages in, which go to the {@link Receiver#successor()}; those that are in are served. */
    public void divert() {
        gate.divert();
    }

    /**
     * Whether no message waits or runs.
     *
     * @return {@code true} if all that were let in have come to their end
     */
    public boolean isEmpty() {
        return room.isEmpty();
    }

    /**
     * How many messages were let in.
     *
     * @return the number, which wraps around
     */
    public int sent() {
        return room.sent();
    }

    /** Serves messages from now on. */
    public void open() {
        inHand.reset();
        gate.move(State.OPEN);
        judgeAnew();
    }

    /** Serves no message from now on, except for the one in hand. */
    public void close() {
        gate.move(State.CLOSED);
        judgeAnew();
    }

    /**
     * Lets no more messages in, and closes once those that are in have been served.
     *
     * @param passed called then, in the turn
     */
    public void drain(Runnable passed) {
        gate.move(State.DRAINING);
        turn.post(new Work(Threading.NON_BLOCKING) {
            @Override
            protected Next run() {
                boolean draining = gate.state() == State.DRAINING; // unless it was closed meanwhile
                if (draining && !gate.awaitsStart() && !room.isEmpty()) {
                    return Next.AGAIN; // somebody has been let in and is about to post
                }
                if (draining) {
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
        if (room.isEmpty()) {
            passed.run();
        } else {
            post(passed);
        }
    }

    /** Interrupts or cancels the message in hand; only while the mailbox is closed. */
    public void cancelInHand() {
        inHand.cancel();
    }

    /**
     * How many messages wait or run.
     *
     * @return the number at this moment
     */
    public int size() {
        return room.size();
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
        return gate.state() == State.OPEN;
    }

    private void judgeAnew() {
        admission.review();
        if (!room.isEmpty()) {
            post(turn::takeBack);
        }
    }

    private void post(Runnable action) {
        turn.post(new Work(Threading.NON_BLOCKING) {
            @Override
            protected Next run() {
                action.run();
                return Next.DONE;
            }
        });
    }
}
