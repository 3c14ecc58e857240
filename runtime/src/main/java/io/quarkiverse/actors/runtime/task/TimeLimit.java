package io.quarkiverse.actors.runtime.task;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.actors.runtime.model.MethodModel;
import io.quarkiverse.actors.runtime.model.MethodModel.Threading;
import io.quarkiverse.actors.runtime.turn.Durations;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Timers.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Limits how long an iteration may take: one that takes longer fails with a {@link TimeoutException}.
 * <p>
 * A thread that blocks is interrupted and fails when it returns, whatever it returns then; what is asynchronous is cancelled
 * and fails at once. A method that must not block is not interrupted either.
 */
final class TimeLimit implements MethodCall {

    private final MethodCall call;
    private final String name;
    private final boolean interrupts;
    private final Duration limit;
    private final TaskContext context;

    /**
     * @param call calls the method
     * @param name the actor and the task, for messages
     * @param method what the build found of the method
     * @param limit a positive duration
     * @param context of the task
     */
    TimeLimit(MethodCall call, String name, MethodModel method, Duration limit, TaskContext context) {
        this.call = call;
        this.name = name;
        this.interrupts = method.threading() != Threading.NON_BLOCKING;
        this.limit = limit;
        this.context = context;
    }

    @Override
    public Object call(Object instance, Object[] arguments) throws Throwable {
        long begin = context.nanoTime().getAsLong();
        Object returned = callWithin(instance, arguments);
        if (returned instanceof Uni<?> uni) {
            return limited(uni, begin);
        }
        return returned instanceof CompletionStage<?> stage ? limited(Uni.createFrom().completionStage(stage), begin)
                : returned;
    }

    private Object callWithin(Object instance, Object[] arguments) throws Throwable {
        Watch watch = new Watch();
        Object returned = null;
        Throwable thrown = null;
        try {
            returned = call.call(instance, arguments);
        } catch (Throwable failure) {
            thrown = failure;
        }
        if (watch.end()) {
            throw exceeded(thrown);
        }
        if (thrown != null) {
            throw thrown;
        }
        return returned;
    }

    private Uni<Object> limited(Uni<?> uni, long begin) {
        return Uni.createFrom().emitter(emitter -> {
            Cancellable upstream = uni.subscribe().with(emitter::complete, emitter::fail);
            Duration left = limit.minusNanos(context.nanoTime().getAsLong() - begin);
            Timer timer = context.timers().after(left.isNegative() ? Duration.ZERO : left, () -> emitter.fail(exceeded(null)));
            emitter.onTermination(() -> {
                timer.cancel();
                upstream.cancel();
            });
        });
    }

    private TimeoutException exceeded(Throwable thrown) {
        TimeoutException timeout = new TimeoutException(name + " took longer than " + Durations.text(limit));
        timeout.initCause(thrown); // tells where it was
        return timeout;
    }

    /** Over one call, on the thread that makes it. */
    private final class Watch implements Runnable {

        private final Thread thread = interrupts ? Thread.currentThread() : null;
        private final Timer timer = context.timers().after(limit, this);
        private boolean ended;
        private boolean exceeded;

        /** The time is over. */
        @Override
        public synchronized void run() {
            if (!ended) {
                exceeded = true;
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }

        /** The call is over: true if that was too late. No interrupt comes after it. */
        synchronized boolean end() {
            ended = true;
            timer.cancel();
            if (exceeded && thread != null) {
                Thread.interrupted();
            }
            return exceeded;
        }
    }
}
