package io.quarkiverse.actors.runtime.task;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.supervision.Verdict;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Work;

/** A task with one iteration at a time, which is a turn of its actor. */
/*
 * A turn of the task is a burst of iterations: as many as the burst is long by now, as there is room for downstream, and as
 * there are items for. It ends early when the turn is hurried, that is when a control has changed or a blocking iteration has
 * kept the thread for a millisecond.
 */
final class IterationTask extends MethodTask {

    private final Invocation invocation;
    private final Burst burst;
    /** When the burst has begun. */
    private long begun;

    /** How many iterations of the burst were made. */
    private int done;
    /** The item to be processed again; null if there is none. */
    private Object held;
    /** How many times the item in hand has failed. */
    private int attempts;
    /** Of the iteration in hand. A new array for each burst: the collector's write barrier is dear for an old one. */
    private Object[] arguments = MethodCall.NO_ARGUMENTS;

    IterationTask(TaskModel model, TaskSettings settings, MethodCall call, TaskContext context, List<Input.Source> sources) {
        super(model, settings, model.method().threading(), context, context.turn(), sources);
        this.invocation = new Invocation(this, call, model.method().returns() != Returns.VALUE);
        this.burst = new Burst(pace.isPeriodic());
    }

    @Override
    public boolean isPeriodic() {
        return pace.isPeriodic();
    }

    @Override
    public void prepare() {
        burst.reset();
        held = null;
        attempts = 0;
        super.prepare();
    }

    @Override
    public void restart() {
        pace.endTicks();
        if (state() == TaskState.FAILED) {
            pace.endDelay(); // the restart may have mended it
        }
    }

    @Override
    public boolean tick() {
        turn().post(new Work(threading()) {
            @Override
            protected Next run() {
                pace.tick();
                release(Hold.STEP);
                return Next.DONE;
            }
        });
        return true;
    }

    @Override
    public void cancelInHand() {
        invocation.cancel();
    }

    @Override
    protected Next run() {
        if (invocation.isSuspended()) {
            return resume();
        }
        invocation.renew();
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
        begun = context().nanoTime().getAsLong();
        Next next = isBlocking() ? interruptible(most) : iterate(most);
        if (next == null) {
            burst.learn(done, measure());
            next = goOn();
        } else if (next != Next.SUSPENDED) {
            measure();
        }
        return next;
    }

    /** The burst is over, or its last iteration: takes notice of how long it took, and returns it. */
    private long measure() {
        long time = context().nanoTime().getAsLong() - begun;
        counters.took(time);
        return time;
    }

    private Next goOn() {
        attempts = 0;
        pace.over();
        publish();
        return Next.AGAIN;
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
            if (next == null) {
                turn().renewContextIfUsed();
            }
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
        if (isCancelled() || invocation.isCancelled()) {
            completion.cancel();
        }
        if (!completion.isDone()) {
            return Next.SUSPENDED;
        }
        return settle(invocation.resume());
    }

    /** Goes on with the outcome of an iteration that was waited for. */
    private Next resume() {
        Completion completion = invocation.resume();
        measure();
        Next next = settle(completion);
        return next == null ? goOn() : next;
    }

    private Next settle(Completion completion) {
        if (completion.isCancelled()) {
            return cancelled();
        }
        return completion.failure() != null ? fail(completion.failure()) : accept(completion.value());
    }

    private Object itemInHand() {
        return inputs == null ? null : arguments[0];
    }

    /** Consumers learn of what was emitted when a burst ends, or when one of its iterations takes long. */
    @Override
    protected void heldUp() {
        if (output != null) {
            output.flushNews();
        }
    }

    @Override
    Next skip() {
        counters.skip();
        if (inputs != null || pace.isPeriodic()) {
            return null;
        }
        publish();
        pace.backOff();
        return idle();
    }

    @Override
    Next retry(Duration delay) {
        counters.retry();
        enter(TaskState.RETRYING);
        held = itemInHand();
        publish();
        if (delay.isZero()) {
            return Next.AGAIN;
        }
        delay(delay);
        return idle();
    }

    @Override
    Next fail(Throwable thrown) {
        if (invocation.isInterrupted()) { // even if what it was interrupted for is over by now
            return cancelled();
        }
        return failed(unwrap(thrown));
    }

    private Next failed(Throwable failure) {
        Object item = itemInHand();
        Verdict verdict = judge(failure, item, ++attempts);
        held = verdict.deadLetter() ? null : item;
        attempts = held == null ? 0 : attempts;
        if (verdict.action() == Verdict.Action.CRASH) {
            return finish(Outcome.FAILED, failure);
        }
        enter(TaskState.FAILED, failure);
        publish();
        if (verdict.delay().isZero() || isStopping()) { // there may be no time to wait
            return Next.AGAIN;
        }
        delay(verdict.delay());
        return idle();
    }

    /** The iteration in hand was cancelled: goes on, unless the task was told to end. */
    private Next cancelled() {
        if (inputs != null) {
            held = itemInHand();
        }
        publish();
        return isCut() || isStopping() && inputs == null ? finish(Outcome.STOPPED, null) : Next.AGAIN;
    }

    @Override
    Next succeed() {
        return finish(Outcome.SUCCEEDED, null);
    }

    private Next finish(Outcome outcome, Throwable cause) {
        pace.reset();
        if (inputs != null) {
            if (held != null) {
                context().listener().deadLetter(this, held, attempts == 0 ? null : lastCause(), attempts);
            }
            inputs.leave(held, this::unread, this::undelivered);
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
