package io.quarkiverse.actors.runtime.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.turn.MethodCall;

/** A task whose method is called once per iteration: a source, or a consumer of one item at a time. */
/*
 * A turn of the task is a burst of iterations: as many as the burst is long by now, as there is room for downstream, and as
 * there are items for. It ends early when the turn is hurried, that is when a control has changed or a blocking iteration has
 * kept the thread for a millisecond.
 */
final class IterationTask extends Task {

    private final Invocation invocation;
    private final boolean emits;
    private final Inputs inputs;
    private final Pace pace;
    private final Burst burst;

    /** How many iterations of the burst were made. */
    private int done;
    /** The item to be processed again; null if there is none. */
    private Object held;
    /** Of the iteration in hand. A new array for each burst: the collector's write barrier is dear for an old one. */
    private Object[] arguments = MethodCall.NO_ARGUMENTS;

    IterationTask(TaskModel model, TaskSettings settings, MethodCall call, TaskContext context, List<Input.Source> sources) {
        super(model, model.method().threading() == Threading.BLOCKING, context, context.turn(), model.method().emits());
        this.invocation = new Invocation(this, call, model.method().returns() != Returns.VALUE);
        this.emits = model.method().emits();
        this.inputs = sources.isEmpty() ? null : new Inputs(sources);
        this.pace = new Pace(this, settings);
        this.burst = new Burst(pace.isPeriodic());
    }

    @Override
    public boolean isConsumer() {
        return inputs != null;
    }

    @Override
    public boolean isPeriodic() {
        return pace.isPeriodic();
    }

    @Override
    public void join() {
        if (inputs != null) {
            inputs.join(this);
        }
    }

    @Override
    public void prepare() {
        burst.reset();
        held = null;
        pace.reset();
        super.prepare();
    }

    @Override
    public void stop(Predicate<ItemStream> goesOn) {
        if (inputs != null) {
            inputs.cut(goesOn);
        }
        super.stop(goesOn);
        pace.endDelay(); // there may be no time to wait for it
    }

    @Override
    public void restart() {
        pace.endTicks();
    }

    @Override
    public void cancelInHand() {
        invocation.cancel();
    }

    @Override
    public void abandon() {
        if (inputs != null) {
            inputs.abandon(this::undelivered);
        }
    }

    @Override
    long dropped() {
        return inputs == null ? 0 : inputs.dropped();
    }

    @Override
    protected Next run() {
        if (invocation.isSuspended()) {
            return resume();
        }
        look();
        if (isEnded()) {
            return idle();
        }
        if (isCut() || isStopping() && inputs == null) {
            return finish(Outcome.STOPPED, null);
        }
        if (isOutOfCondition()) {
            pace.reset();
            enter(TaskState.INITIALIZED);
        }
        if (isHeld() || pace.isDelayed()) {
            return idle();
        }
        enter(TaskState.RUNNING);
        return pace.isDue() ? burst() : idle();
    }

    private Next burst() {
        int most = output == null ? burst.length() : output.reserve(burst.length(), 0);
        if (most == 0) {
            return idle();
        }
        arguments = inputs == null ? MethodCall.NO_ARGUMENTS : new Object[1];
        if (held != null) {
            most = 1;
        } else if (inputs != null) {
            ActorException overflow = inputs.overflow(this);
            if (overflow != null) {
                return failed(overflow);
            }
            most = inputs.select(most, isStopping());
            if (most == 0) {
                return withoutInput();
            }
        }
        pace.begun();
        long begin = context().nanoTime().getAsLong();
        Next next = isBlocking() ? interruptible(most) : iterate(most);
        if (next == null) {
            burst.learn(done, context().nanoTime().getAsLong() - begin);
            next = goOn();
        }
        return next;
    }

    private Next goOn() {
        pace.over();
        publish();
        return Next.AGAIN;
    }

    /** Whether the iteration that is about to begin, or has just begun, is one to be cancelled; looked at once it can be. */
    private boolean isCancelled() {
        return isCut() || isOutOfCondition();
    }

    private Next withoutInput() {
        if (!inputs.isExhausted(isStopping())) {
            return idle();
        }
        return finish(inputs.isExhausted(false) && !isStopping() ? Outcome.SUCCEEDED : Outcome.STOPPED, null);
    }

    private Next interruptible(int most) {
        invocation.begin();
        try {
            return isCancelled() ? Next.AGAIN : iterate(most);
        } finally {
            invocation.end();
        }
    }

    /** Runs a burst; returns null if nothing but its length or a hurry has ended it. */
    private Next iterate(int most) {
        done = 0;
        Next next = null;
        while (next == null && done < most) {
            if (inputs != null) {
                arguments[0] = held != null ? held : inputs.next();
                held = null;
                if (arguments[0] == null) {
                    break;
                }
            }
            counters.iteration();
            next = iteration();
            done++;
            if (turn().isHurried()) {
                break;
            }
        }
        return next;
    }

    private Next iteration() {
        Object result;
        try {
            result = invocation.call(arguments);
        } catch (Throwable failure) {
            return fail(failure);
        }
        return invocation.isAsync() ? await((Completion) result) : accept(result);
    }

    private Next await(Completion completion) {
        if (!completion.isPending()) {
            return settle(completion);
        }
        invocation.suspend(completion);
        // now, since the turn may go on elsewhere as soon as this thread has said that it waits
        publish(itemInHand());
        if (isCancelled()) {
            completion.cancel();
        }
        if (!completion.isDone()) {
            return Next.SUSPENDED;
        }
        return settle(invocation.resume());
    }

    /** Goes on with the outcome of an iteration that was waited for. */
    private Next resume() {
        Next next = settle(invocation.resume());
        return next == null ? goOn() : next;
    }

    private Next settle(Completion completion) {
        if (completion.isCancelled()) {
            return cancelled();
        }
        return completion.failure() != null ? fail(completion.failure()) : accept(completion.value());
    }

    /** Takes the result of an iteration; returns null to go on with the next one. */
    private Next accept(Object result) {
        if (result == null) {
            return emits ? skip() : null;
        }
        // the final classes, not the interface: a value that is none of them is told by five comparisons, not by a search
        if (result instanceof TaskResult.Emit<?> emit) {
            emit(emit.value());
            return null;
        }
        if (result instanceof TaskResult.Success<?> success) {
            if (success.last() != null) {
                emit(success.last());
            }
            return finish(Outcome.SUCCEEDED, null);
        }
        if (result instanceof TaskResult.Retry<?> retry) {
            return retry(retry.delay());
        }
        if (result instanceof TaskResult.Failure<?> failure) {
            return fail(failure.cause());
        }
        if (result instanceof TaskResult.Signal signal) {
            return signal == TaskResult.Signal.SKIP ? skip() : null;
        }
        emit(result);
        return null;
    }

    private Object itemInHand() {
        return inputs == null ? null : arguments[0];
    }

    private void emit(Object value) {
        pace.emitted();
        if (output == null) {
            return;
        }
        output.emit(value);
        counters.emission();
    }

    /** Consumers learn of what was emitted when a burst ends, or when one of its iterations takes long. */
    @Override
    protected void heldUp() {
        if (output != null) {
            output.flushNews();
        }
    }

    private Next skip() {
        counters.skip();
        if (inputs != null || pace.isPeriodic()) {
            return null;
        }
        publish();
        pace.backOff();
        return idle();
    }

    private Next retry(Duration delay) {
        counters.retry();
        enter(TaskState.RETRYING);
        held = itemInHand();
        publish();
        if (delay.isZero()) {
            return Next.AGAIN;
        }
        pace.delay(delay);
        return idle();
    }

    private Next fail(Throwable thrown) {
        Throwable failure = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (invocation.isInterrupted() && (isCut() || isStopping() || isHeld())) {
            return cancelled();
        }
        return failed(failure);
    }

    private Next failed(Throwable failure) {
        noteFailure(failure);
        return finish(Outcome.FAILED, failure);
    }

    /** The iteration in hand was cancelled: goes on, unless the task was told to end. */
    private Next cancelled() {
        if (inputs != null) {
            held = itemInHand();
        }
        publish();
        return isCut() || isStopping() ? finish(Outcome.STOPPED, null) : Next.AGAIN;
    }

    private Next finish(Outcome outcome, Throwable cause) {
        pace.reset();
        if (inputs != null) {
            inputs.leave(held == null && outcome == Outcome.FAILED ? itemInHand() : held, this::undelivered);
        }
        held = null;
        end(outcome, cause);
        return idle();
    }

    /** Tells producers and consumers how far this burst has come. */
    private void publish() {
        publish(held);
    }

    /** The same, but for an item that is not done with; null if there is none. */
    private void publish(Object kept) {
        if (inputs != null) {
            inputs.release(kept);
        }
        if (output != null) {
            output.flush();
        }
    }
}
