package io.quarkiverse.actors;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The address of an actor: its state, its lifecycle, and the messages to it.
 * <p>
 * Inject {@code ActorRef<X>} or get one from {@link ActorSystem}; injected into a keyed actor, that of a keyed actor addresses
 * the instance of the same key. A reference makes no dependency, survives every restart, and may be kept anywhere and used from
 * any thread.
 * <p>
 * Lifecycle calls act when they are made and never block. Those of one actor queue, and whether one is legal is judged when it
 * is reached: if not, its {@code Uni} fails with {@link IllegalTransitionException}. A call whose target state already holds
 * succeeds without an event. The {@code Uni} replays the outcome to every subscriber and need not be subscribed. An outcome
 * that is yet to come is delivered on an event loop, the caller's if it is on one, since the actors may hold all workers: what
 * follows there must not block, or has to be moved with {@code emitOn}. The {@code Uni} fails at once if it is subscribed in
 * the actor's own turn, which would wait for itself.
 * <p>
 * Messages are functions. They run in the actor's turn, one after another with its iterations, items and hooks, on the
 * instance of the actor itself; those of one sender in the order of its calls. They see the sender's contexts: request,
 * logging (MDC), trace. An actor that is starting or restarting lets them wait; one that is started, paused or stopping serves
 * them; any other one refuses them with {@link ActorNotStartedException}, and so it does with those that it had not come to
 * when it ended. No more than {@code quarkus.actors.mailbox-size} wait for an actor. A message that has begun runs to its end,
 * unless the actor ends first.
 *
 * @param <A> the class of the actor
 */
public interface ActorRef<A> {

    /**
     * The name of the actor.
     *
     * @return the name, never null
     */
    String name();

    /**
     * The key of the instance.
     *
     * @return the key as it was given to {@link ActorSystem#actor(Class, String)}; null for an actor that is not keyed
     */
    String key();

    /**
     * The state of the actor, innermost.
     *
     * @return the state at this moment, never null; {@link ActorState#INITIALIZED} if the actor is keyed and this reference has
     *         not seen an instance
     */
    ActorState state();

    /**
     * The state with everything that encloses it, and with the {@link Substate} that the actor is in.
     *
     * @return the path, such as {@code started.running.healthy} or {@code started.running.healthy.VariantA}
     */
    String path();

    /**
     * Where the actor is in a restart.
     *
     * @return the state at this moment, never null
     */
    RestartState restartState();

    /**
     * The states of the actor, those of its own among them, and what leads from one to another, as a Mermaid state diagram. Any
     * thread.
     *
     * @return the text of the diagram, ending with a line break; always the same
     */
    String stateDiagram();

    /**
     * What the tasks of the actor have done.
     *
     * @return a snapshot of each task, in the order of declaration
     */
    List<TaskSnapshot> tasks();

    /**
     * Starts the actor after the dependencies it requires. Legal in initializing, initialized, stopped and crashed; joins
     * a start that is in progress.
     *
     * @return completes when the actor is started; fails with what made the start fail or pre-empted it
     */
    Uni<Void> start();

    /**
     * Stops the actor together with those that require it: sources end, consumers drain, resources are released. Legal in
     * initialized, starting (which it pre-empts), started and crashed.
     *
     * @return completes when the actor is stopped; fails with the cause if the stop ended in {@link ActorState#CRASHED}
     */
    Uni<Void> stop();

    /**
     * Holds the tasks of the actor: no iteration begins any more, those in hand finish, resources and buffers are kept.
     * Legal in running.
     *
     * @return completes when the actor is paused
     */
    Uni<Void> pause();

    /**
     * Lets the tasks of a paused actor go on.
     *
     * @return completes when the actor is running
     */
    Uni<Void> resume();

    /**
     * Holds the tasks, releases the resources, acquires them anew and lets the tasks go on; buffers and subscriptions are kept,
     * dependents wait. Legal in running, paused and crashed.
     *
     * @return completes when the actor is running again; fails with the cause if it crashed on the way
     */
    Uni<Void> restart();

    /**
     * Reports that something is not as it should be: the actor becomes {@link ActorState#DEGRADED}. Of warnings and
     * problems the last one reported counts. Logged and ignored where the actor is not running.
     *
     * @param reason why, in words; appears in the event
     */
    void reportWarning(String reason);

    /**
     * Reports that the actor cannot do its work: it becomes {@link ActorState#UNHEALTHY}. Of warnings and problems the last one
     * reported counts. Logged and ignored where the actor is not running.
     *
     * @param reason why, in words; appears in the event
     */
    void reportProblem(String reason);

    /**
     * Crashes the actor in whatever state: its tasks are cut off, its resources released, and it stays
     * {@link ActorState#CRASHED} until it is told to start.
     *
     * @param cause the failure, not null
     */
    void reportError(Throwable cause);

    /** Takes back what was reported by {@link #reportWarning} or {@link #reportProblem}. */
    void recover();

    /**
     * Enters a sub-state of the application's own, and leaves the one that the actor is in: the tasks of that one are
     * cancelled, those of the other begin. Legal in the state that {@link Substate#of()} names. No hooks run and no guards are
     * asked.
     *
     * @param substate the annotation, which at least one task of the actor carries; not null
     * @return completes when the actor is in the sub-state
     * @throws IllegalArgumentException if no task of the actor carries the annotation, or it is no sub-state
     */
    Uni<Void> enter(Class<? extends Annotation> substate);

    /**
     * Leaves the sub-state of the application's own that the actor is in; the actor stays in its state.
     *
     * @return completes when the actor is in no sub-state
     */
    Uni<Void> leave();

    /**
     * Runs a function in the actor's turn, on a worker thread: it may block.
     *
     * @param <R> the type of what it returns
     * @param function gets the actor; what it throws is the failure of the {@code Uni} and none of the actor; not null
     * @return what the function returns, which may be null, for every subscriber; subscribers go on with the caller's contexts,
     *         on its event loop if that is where it calls, else on a worker thread, outside of the turn in any case. Fails with
     *         {@link ActorNotStartedException}, at once with {@link MailboxFullException} if there is no room, and with
     *         {@link AskTimeoutException} if there is no outcome within {@code quarkus.actors.ask-timeout} from the call on.
     *         Cancelling it withdraws a message that has not begun.
     */
    <R> Uni<R> ask(Function<A, R> function);

    /**
     * Runs a function in the actor's turn, on an event loop: it must not block. The turn lasts until the {@code Uni} that the
     * function returns terminates; nothing else of the actor runs meanwhile.
     *
     * @param <R> the type of the item
     * @param function gets the actor and returns a {@code Uni}; not null
     * @return the outcome of that {@code Uni}, with the same rules as {@link #ask}, but for the thread: subscribers may be on
     *         an event loop wherever the call is made, and must not block there
     */
    <R> Uni<R> askAsync(Function<A, Uni<R>> function);

    /**
     * Runs a function in the actor's turn, on a worker thread, and does not wait for it. What it throws is logged, and so is
     * that it could not run because the actor ended first.
     *
     * @param message gets the actor; not null
     * @throws ActorNotStartedException if the actor takes no messages
     * @throws MailboxFullException if there is no room
     */
    void tell(Consumer<A> message);

    /**
     * The same as {@link #tell}, but waits for room, without a thread. While somebody waits, others find the mailbox full.
     *
     * @param message gets the actor; not null
     * @return completes when there is room for the message; fails with {@link ActorNotStartedException} if the actor takes no
     *         messages, or ends first. Cancelling it withdraws a message that still waits for room.
     */
    Uni<Void> tellAsync(Consumer<A> message);

    /**
     * Waits until every continuous task of the actor has succeeded; periodic tasks and conditional ones do not count, so that
     * an actor that has no other task is complete as soon as it is started.
     *
     * @return completes when they have, or when the actor stops; fails with the cause when a task failed for good or the
     *         actor crashed
     */
    Uni<Void> completion();

    /**
     * The transitions of the actor from the subscription on.
     *
     * @return a stream that is delivered on a worker thread and completes with the application; a subscriber that is behind by
     *         more than 256 loses the oldest
     */
    Multi<ActorTransition> transitions();
}
