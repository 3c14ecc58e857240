package io.quarkiverse.actors.runtime.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

import io.quarkiverse.actors.TaskResult;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.stream.ItemStream;
import io.quarkiverse.actors.runtime.turn.Turn;

/** A task whose method is called once per iteration: a source, or a consumer of an item or a batch at a time. */
abstract class MethodTask extends Task {

    /** Null for a source. */
    final Inputs inputs;
    final Pace pace;
    private final boolean emits;

    MethodTask(TaskModel model, TaskSettings settings, Threading threading, TaskContext context, Turn turn,
            List<Input.Source> sources) {
        super(model, settings, threading, context, turn, model.method().emits());
        this.emits = model.method().emits();
        this.inputs = sources.isEmpty() ? null : new Inputs(sources);
        this.pace = new Pace(this, settings);
    }

    @Override
    public final boolean isConsumer() {
        return inputs != null;
    }

    @Override
    public final void join() {
        if (inputs != null) {
            inputs.join(this);
        }
    }

    @Override
    public void prepare() {
        pace.reset();
        super.prepare();
    }

    @Override
    public final void stop(Predicate<ItemStream> goesOn) {
        if (inputs != null) {
            inputs.cut(goesOn);
        }
        super.stop(goesOn);
        pace.endDelay(); // there may be no time to wait for it
    }

    @Override
    public void abandon() {
        if (inputs != null) {
            inputs.abandon(this::undelivered);
        }
    }

    @Override
    final Inputs inputs() {
        return inputs;
    }

    /** Whether the iteration that is about to begin, or has just begun, is one to be cancelled; looked at once it can be. */
    final boolean isCancelled() {
        return isCut() || isOutOfCondition();
    }

    /** The next iteration comes after so long, unless the task is told to stop meanwhile; a task that drains may ask for it. */
    final Delay delay(Duration duration) {
        boolean stopping = isStopping();
        Delay next = pace.delay(duration);
        if (!stopping && isStopping()) {
            pace.endDelay(); // the stop may not have seen it
        }
        return next;
    }

    /** Takes the result of an iteration; returns null to go on with the next one. */
    final Next accept(Object result) {
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
            return succeed();
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

    private void emit(Object value) {
        pace.emitted();
        if (output == null) {
            return;
        }
        output.emit(value);
        counters.emission();
    }

    /** The iteration had nothing to emit. */
    abstract Next skip();

    /** The task has done what it had to do. */
    abstract Next succeed();

    /** The iteration is to be repeated, with the same argument. */
    abstract Next retry(Duration delay);

    /** The iteration has failed. */
    abstract Next fail(Throwable thrown);

    /** The failure itself, out of what a stage wraps around it. */
    static Throwable unwrap(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
