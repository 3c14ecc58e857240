package io.quarkiverse.actors.runtime.task;

import java.util.List;
import java.util.function.Predicate;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.supervision.Verdict;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.smallrye.mutiny.Multi;

/**
 * A task whose method returns a {@code Multi}: it is called once per start, and asked for as many items as there is room for.
 * If the task consumes, the method is given a {@code Multi} of what comes, and is a stream processor.
 * <p>
 * It has a turn of its own and so holds none of its actor's. The items that it emits arrive on any thread, one at a time; those
 * that it consumes are handed over in the turn, at most once.
 */
final class MultiTask extends Task {

    /** How many items are asked for ahead, or handed over in a turn, at most. */
    private static final int WINDOW = 256;

    private final MethodCall call;
    /** Null for a source. */
    private final Inputs inputs;
    private final Interruption interruption = new Interruption();
    private volatile Upstream upstream;
    /** What the method was given; null for a source, and while the method is not called. */
    private Feed feed;
    private boolean joined;
    /** Before the method is called again after a failure; null if there is none. */
    private volatile Delay delay;

    MultiTask(TaskModel model, TaskSettings settings, MethodCall call, TaskContext context, Turn ownTurn,
            List<Input.Source> sources) {
        super(model, settings, model.method().threading(), context, ownTurn, true);
        this.call = call;
        this.inputs = sources.isEmpty() ? null : new Inputs(sources);
    }

    @Override
    public boolean isConsumer() {
        return inputs != null;
    }

    @Override
    public void join() {
        if (inputs != null) {
            inputs.join(this);
            joined = true;
        }
    }

    @Override
    public void prepare() {
        upstream = null;
        feed = null;
        endDelay();
        super.prepare();
    }

    @Override
    public void stop(Predicate<ItemStream> goesOn) {
        if (inputs != null) {
            inputs.cut(goesOn);
        }
        super.stop(goesOn);
        endDelay(); // there may be no time to wait for it
    }

    private void endDelay() {
        Delay last = delay;
        if (last != null) {
            last.end();
        }
    }

    @Override
    public void cancelInHand() {
        interruption.interrupt();
    }

    @Override
    public void abandon() {
        if (inputs != null) {
            inputs.abandon(this::undelivered);
        }
    }

    /** A processor has something in hand as long as its stream has not come to its end. */
    @Override
    public boolean isIdle() {
        return super.isIdle() && (inputs == null || upstream == null || upstream.isTerminated());
    }

    @Override
    Inputs inputs() {
        return inputs;
    }

    /** Lets go of the stream, so that the method is called again once the task is released. Only while held for a restart. */
    @Override
    public void restart() {
        endDelay(); // the restart may have mended what has failed
        Upstream now = upstream;
        if (now != null && !isEnded()) {
            feed = null;
            upstream = null;
            now.cancel();
        }
    }

    @Override
    protected Next run() {
        look();
        if (isEnded()) {
            return idle();
        }
        Upstream now = upstream;
        if (isCut() || isStopping() && inputs == null) {
            return finish(Outcome.STOPPED, null);
        }
        if (now != null && now.isTerminated()) {
            return finish(now.failure());
        }
        if (isOutOfCondition()) {
            restart();
            enter(TaskState.INITIALIZED);
        }
        if (isHeld() || delay != null && !delay.isOver()) {
            return idle();
        }
        if (upstream == null && isStopping() && inputs.isExhausted(true)) {
            return finish(Outcome.STOPPED, null);
        }
        enter(TaskState.RUNNING);
        return isBlocking() ? interruptible() : flow();
    }

    private Next interruptible() {
        interruption.begin();
        try {
            return flow();
        } finally {
            interruption.end();
        }
    }

    private Next flow() {
        if (upstream == null) {
            subscribe();
        }
        Upstream now = upstream;
        now.enterTurn();
        now.requestMore(WINDOW);
        Next next = inputs == null ? idle() : feed();
        if (now.leaveTurn()) {
            output.flush();
        }
        return next;
    }

    @Override
    protected void heldUp() {
        output.flushNews();
    }

    /** The stream that the method returned has come to its end. */
    private Next finish(Throwable failure) {
        if (failure == null) {
            return finish(isStopping() ? Outcome.STOPPED : Outcome.SUCCEEDED, null);
        }
        if (isStopping() && interruption.isRequested()) {
            return finish(Outcome.STOPPED, null);
        }
        return failed(failure);
    }

    private Next failed(Throwable failure) {
        Verdict verdict = judge(failure, null, 0);
        if (verdict.action() == Verdict.Action.CRASH) {
            return finish(Outcome.FAILED, failure);
        }
        restart();
        enter(TaskState.FAILED, failure);
        if (verdict.delay().isZero() || isStopping()) { // there may be no time to wait
            return Next.AGAIN;
        }
        delay = new Delay(this, verdict.delay());
        if (isStopping()) {
            endDelay(); // the stop may not have seen it
        }
        return idle();
    }

    private Next finish(Outcome outcome, Throwable cause) {
        Upstream now = upstream;
        if (now != null && !now.isTerminated()) {
            now.cancel();
        }
        endDelay();
        leave();
        end(outcome, cause);
        return idle();
    }

    private void leave() {
        if (joined) {
            joined = false;
            inputs.leave(null, this::unread, this::undelivered);
        }
    }

    private void subscribe() {
        Upstream fresh = new Upstream(this, inputs == null);
        upstream = fresh;
        output.withdraw();
        try {
            Multi<?> items = (Multi<?>) call.call(actor, arguments());
            if (items == null) {
                throw new NullPointerException("The method returned null instead of a Multi");
            }
            items.subscribe().withSubscriber(fresh);
        } catch (Throwable failure) {
            fresh.onFailure(failure);
        } finally {
            turn().renewContext(); // the present one is the stream's
        }
    }

    private Object[] arguments() {
        if (inputs == null) {
            return MethodCall.NO_ARGUMENTS;
        }
        if (!joined) {
            join(); // the stream before the restart had seen enough
        }
        feed = new Feed(this);
        return new Object[] { feed };
    }

    /** Hands over what is there, as far as it was asked for. */
    private Next feed() {
        ActorException overflow = inputs.overflow(this);
        if (overflow != null) {
            return failed(overflow);
        }
        int ready = inputs.select((int) Math.min(feed.demand(), WINDOW), isStopping());
        int delivered = 0;
        try {
            while (delivered < ready && feed.demand() > 0 && !turn().isHurried()) {
                Object item = inputs.next();
                if (item == null) {
                    break;
                }
                delivered++;
                counters.iteration();
                feed.deliver(item);
            }
        } catch (Throwable failure) {
            upstream.cancel();
            upstream.onFailure(failure);
        }
        inputs.release(null);
        if (inputs.isExhausted(isStopping())) {
            feed.complete();
        } else if (feed.isOver() && !upstream.isTerminated()) {
            leave(); // it has seen enough; one that has failed goes on with what is left
        }
        return ready > 0 ? Next.AGAIN : idle(); // even if the turn was hurried before the first item
    }
}
