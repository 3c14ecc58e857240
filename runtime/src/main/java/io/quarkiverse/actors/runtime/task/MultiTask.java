package io.quarkiverse.actors.runtime.task;

import java.util.concurrent.Flow;

import io.quarkiverse.actors.TaskState;
import io.quarkiverse.actors.runtime.model.TaskModel;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * A task whose method returns a {@code Multi}: it is called once per start, and asked for as many items as there is room for.
 * <p>
 * It has a turn of its own and so holds none of its actor's. Items arrive on any thread, one at a time.
 */
final class MultiTask extends Task {

    /** How many items are asked for ahead at most. */
    private static final int WINDOW = 256;

    private final MethodCall call;
    private final Interruption interruption = new Interruption();
    private volatile Upstream upstream;

    MultiTask(TaskModel model, MethodCall call, TaskContext context, Turn ownTurn) {
        super(model, model.method().threading(), context, ownTurn, true);
        this.call = call;
    }

    @Override
    public boolean isConsumer() {
        return false;
    }

    @Override
    public void join() {
        // a source consumes nothing
    }

    @Override
    public void prepare() {
        upstream = null;
        super.prepare();
    }

    @Override
    public void cancelInHand() {
        interruption.interrupt();
    }

    @Override
    public void abandon() {
        // a source holds no producer back
    }

    /** Lets go of the stream, so that the method is called again once the task is released. Only while held for a restart. */
    @Override
    public void restart() {
        Upstream now = upstream;
        if (now != null && !isEnded()) {
            now.cancel();
            upstream = null;
        }
    }

    @Override
    protected Next run() {
        look();
        if (isEnded()) {
            return idle();
        }
        Upstream now = upstream;
        if (isCut() || isStopping()) {
            if (now != null) {
                now.cancel();
            }
            end(Outcome.STOPPED, null);
            return idle();
        }
        if (now != null && now.isTerminated()) {
            finish(now);
            return idle();
        }
        if (isOutOfCondition()) {
            restart();
            enter(TaskState.INITIALIZED);
        }
        if (isHeld()) {
            return idle();
        }
        enter(TaskState.RUNNING);
        if (now == null) {
            subscribe();
        } else {
            now.requestMore();
        }
        return idle();
    }

    private void finish(Upstream now) {
        if (now.failure == null) {
            end(Outcome.SUCCEEDED, null);
        } else {
            noteFailure(now.failure);
            end(Outcome.FAILED, now.failure);
        }
    }

    private void subscribe() {
        Upstream fresh = new Upstream();
        upstream = fresh;
        interruption.begin();
        try {
            Multi<?> items = (Multi<?>) call.call(actor, MethodCall.NO_ARGUMENTS);
            if (items == null) {
                throw new NullPointerException("The method returned null instead of a Multi");
            }
            items.subscribe().withSubscriber(fresh);
        } catch (Throwable failure) {
            fresh.onFailure(failure);
        } finally {
            interruption.end();
            turn().renewContext(); // the present one is the stream's
        }
    }

    /** One subscription to what the method returned. */
    private final class Upstream implements MultiSubscriber<Object> {

        private Flow.Subscription subscription;
        /** How many items were asked for and have not come. */
        private int outstanding;
        private boolean requesting;
        private volatile boolean cancelled;
        private volatile boolean terminated;
        private volatile Throwable failure;

        @Override
        public void onSubscribe(Flow.Subscription s) {
            synchronized (this) {
                subscription = s;
            }
            if (cancelled) {
                s.cancel();
            } else {
                wake();
            }
        }

        /** Asks for as many items as there is room for; within the turn. */
        void requestMore() {
            int more;
            synchronized (this) {
                more = subscription == null ? 0 : output.reserve(WINDOW, outstanding) - outstanding;
                if (more <= 0) {
                    return;
                }
                outstanding += more;
                requesting = true;
            }
            subscription.request(more);
            synchronized (this) {
                requesting = false;
            }
            output.flush();
        }

        @Override
        public void onItem(Object item) {
            boolean flush;
            boolean more;
            synchronized (this) {
                if (cancelled || terminated) {
                    return;
                }
                if (outstanding == 0) {
                    subscription.cancel();
                    onFailure(new IllegalStateException(MultiTask.this + " returned a Multi that emits more items than it is"
                            + " asked for: bound it with onOverflow()"));
                    return;
                }
                counters.iteration();
                output.emit(item);
                counters.emission();
                outstanding--;
                more = outstanding == 0 || outstanding == WINDOW / 2;
                flush = !requesting;
            }
            if (flush) {
                output.flush();
            }
            if (more) {
                wake();
            }
        }

        @Override
        public void onFailure(Throwable cause) {
            failure = cause;
            terminated = true;
            wake();
        }

        @Override
        public void onCompletion() {
            terminated = true;
            wake();
        }

        boolean isTerminated() {
            return terminated;
        }

        void cancel() {
            Flow.Subscription now;
            synchronized (this) {
                cancelled = true;
                now = subscription;
            }
            if (now != null) {
                now.cancel();
            }
        }
    }
}
