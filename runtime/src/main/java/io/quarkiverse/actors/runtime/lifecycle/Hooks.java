package io.quarkiverse.actors.runtime.lifecycle;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkiverse.actors.ActorException;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.model.HookModel;
import io.quarkiverse.actors.runtime.model.HookModel.Kind;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;
import io.quarkiverse.actors.runtime.task.Completion;
import io.quarkiverse.actors.runtime.task.Interruption;
import io.quarkiverse.actors.runtime.turn.MethodCall;
import io.quarkiverse.actors.runtime.turn.Turn;
import io.quarkiverse.actors.runtime.turn.Work;

/**
 * The hooks and guards of one actor: they run in its turn, one after another. Control thread.
 */
final class Hooks {

    private final String actor;
    private final List<HookModel> models;
    private final IntFunction<MethodCall> calls;
    private final Turn turn;
    private final Executor control;
    private final Supplier<Object> instance;
    /** Cancelled, and not over yet. */
    private final Set<HookCall> givenUp = new LinkedHashSet<>();
    /** In the turn at this moment; null if none is. */
    private volatile HookCall inHand;
    private CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);

    Hooks(String actor, List<HookModel> models, IntFunction<MethodCall> calls, Turn turn, Executor control,
            Supplier<Object> instance) {
        this.actor = actor;
        this.models = models;
        this.calls = calls;
        this.turn = turn;
        this.control = control;
        this.instance = instance;
    }

    boolean hasGuard(Trigger trigger) {
        return models.stream().anyMatch(hook -> hook.kind() == Kind.GUARD && hook.trigger() == trigger);
    }

    /** What is to run when states are left or entered; fails with the first failure. */
    Run run(Kind kind, List<ActorState> states, Transition transition) {
        Queue<HookModel> queue = new ArrayDeque<>(models.size());
        for (ActorState state : models.isEmpty() ? List.<ActorState> of() : states) {
            models.stream().filter(hook -> hook.kind() == kind && hook.state() == state).forEach(queue::add);
        }
        return new Run(queue, transition);
    }

    /** The guards of a trigger; false as soon as one says so. */
    Run guards(Trigger trigger, Transition transition) {
        Stream<HookModel> guards = models.stream().filter(hook -> hook.kind() == Kind.GUARD && hook.trigger() == trigger);
        return new Run(new ArrayDeque<>(guards.toList()), transition);
    }

    /** The hook or guard that keeps the turn, such as {@code FileHead#rewind, @OnEnter(STARTING)}; null if none does. */
    String inHand() {
        HookCall call = inHand;
        return call == null ? null : call.describe();
    }

    /** Completes when no hook that was given up is in progress any more. */
    CompletableFuture<Void> settled() {
        if (!givenUp.isEmpty() && settled.isDone()) {
            settled = new CompletableFuture<>();
        }
        return settled;
    }

    private void giveUp(HookCall call) {
        if (!call.done.isDone() && givenUp.add(call)) {
            call.cancel();
            call.done.whenComplete((ignored, failure) -> {
                givenUp.remove(call);
                if (givenUp.isEmpty()) {
                    settled.complete(null);
                }
            });
        }
    }

    /** Hooks that run one after another. */
    final class Run {

        private final Queue<HookModel> queue;
        private final Transition transition;
        private HookCall last;

        private Run(Queue<HookModel> queue, Transition transition) {
            this.queue = queue;
            this.transition = transition;
        }

        CompletableFuture<Boolean> begin() {
            HookModel hook = queue.poll();
            if (hook == null || instance.get() == null) {
                return CompletableFuture.completedFuture(true);
            }
            HookCall call = new HookCall(hook, transition);
            last = call;
            turn.post(call);
            return call.done.thenCompose(
                    result -> Boolean.FALSE.equals(result) ? CompletableFuture.completedFuture(false) : begin());
        }

        /** Interrupts or cancels the hook in hand and leaves out the others. */
        void cancel() {
            queue.clear();
            if (last != null) {
                giveUp(last);
            }
        }
    }

    /** One call of a hook or guard. */
    private final class HookCall extends Work {

        final CompletableFuture<Object> done = new CompletableFuture<>();
        private final HookModel hook;
        private final Object[] arguments;
        private final Interruption interruption = new Interruption();
        private volatile Completion completion;
        private volatile boolean cancelled;

        HookCall(HookModel hook, Transition transition) {
            super(hook.method().threading());
            this.hook = hook;
            this.arguments = hook.takesTransition() ? new Object[] { transition.recorded() } : MethodCall.NO_ARGUMENTS;
        }

        @Override
        protected Next run() {
            if (completion == null) {
                if (cancelled) {
                    return finish(null, null);
                }
                inHand = this;
                Object result;
                try {
                    result = call();
                } catch (Throwable failure) {
                    return finish(null, failure);
                }
                if (hook.method().returns() == Returns.VALUE) {
                    return finish(result, null);
                }
                completion = Completion.of(result, turn, this);
                if (cancelled) {
                    completion.cancel();
                }
                if (!completion.isDone()) {
                    return Next.SUSPENDED;
                }
            }
            return finish(completion.value(), completion.failure());
        }

        @Override
        protected Next broken(Throwable failure) {
            return finish(null, failure);
        }

        private Object call() throws Throwable {
            interruption.begin();
            try {
                return calls.apply(hook.method().call()).call(instance.get(), arguments);
            } finally {
                interruption.end();
            }
        }

        /** Any thread. */
        void cancel() {
            cancelled = true;
            interruption.interrupt();
            Completion now = completion;
            if (now != null) {
                now.cancel();
            }
        }

        private Next finish(Object result, Throwable failure) {
            inHand = null;
            control.execute(() -> {
                if (failure == null) {
                    done.complete(result);
                } else {
                    done.completeExceptionally(new ActorException(describe() + " failed: " + failure, failure));
                }
            });
            return Next.DONE;
        }

        @Override
        public String toString() {
            return describe();
        }

        private String describe() {
            String annotation = switch (hook.kind()) {
                case ENTER -> "@OnEnter(" + hook.state().name() + ")";
                case EXIT -> "@OnExit(" + hook.state().name() + ")";
                case GUARD -> "@Guard(" + hook.trigger().name() + ")";
            };
            return actor + "#" + hook.method().name() + ", " + annotation;
        }
    }
}
