package io.quarkiverse.actors.runtime.system;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.quarkiverse.actors.ActorRef;
import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.ActorTransition;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.TaskSnapshot;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.lifecycle.ActorCell;
import io.quarkiverse.actors.runtime.message.Mailbox;
import io.quarkiverse.actors.runtime.model.SubstateModel;
import io.quarkiverse.actors.runtime.task.Task;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The address of an actor: hands calls over to the control thread. */
class ActorReference<A> implements ActorRef<A> {

    private final ActorCell cell;
    final Actors actors;

    ActorReference(ActorCell cell, Actors actors) {
        this.cell = cell;
        this.actors = actors;
    }

    @Override
    public String name() {
        return cell().model().name();
    }

    /** The instance that is addressed. */
    ActorCell cell() {
        return cell;
    }

    /** Takes the messages. */
    Mailbox mailbox() {
        return cell.mailbox();
    }

    @Override
    public String key() {
        return null;
    }

    @Override
    public ActorState state() {
        return cell().state();
    }

    @Override
    public String path() {
        return cell().path();
    }

    @Override
    public RestartState restartState() {
        return cell().restartState();
    }

    @Override
    public List<TaskSnapshot> tasks() {
        return cell().tasks().stream().map(Task::snapshot).toList();
    }

    @Override
    public Uni<Void> start() {
        return start(Trigger.START, cell, () -> actors.start(cell));
    }

    @Override
    public Uni<Void> stop() {
        return outcome(Trigger.STOP, () -> actors.stop(cell()));
    }

    @Override
    public Uni<Void> pause() {
        return outcome(Trigger.PAUSE, () -> cell().call(Trigger.PAUSE, true));
    }

    @Override
    public Uni<Void> resume() {
        return outcome(Trigger.RESUME, () -> cell().call(Trigger.RESUME, true));
    }

    @Override
    public Uni<Void> restart() {
        ActorCell addressed = cell();
        return start(Trigger.RESTART, addressed, () -> actors.restart(addressed));
    }

    /** Messages that come after the call wait for the start, although the control thread has not come to it. */
    final Uni<Void> start(Trigger trigger, ActorCell addressed, Supplier<CompletableFuture<Void>> call) {
        addressed.mailbox().startCalled();
        return expected(trigger, addressed, call);
    }

    /** Likewise, and the instance has been told already. */
    final Uni<Void> expected(Trigger trigger, ActorCell addressed, Supplier<CompletableFuture<Void>> call) {
        return outcome(trigger, () -> {
            try {
                return call.get();
            } finally {
                addressed.mailbox().startOver();
            }
        });
    }

    @Override
    public void reportWarning(String reason) {
        report(Trigger.REPORT_WARNING, reason);
    }

    @Override
    public void reportProblem(String reason) {
        report(Trigger.REPORT_PROBLEM, reason);
    }

    @Override
    public void recover() {
        report(Trigger.RECOVER, null);
    }

    private void report(Trigger trigger, String reason) {
        actors.onControl(() -> cell().report(trigger, reason));
    }

    @Override
    public void reportError(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        actors.onControl(() -> cell().reportError(cause));
    }

    @Override
    public Uni<Void> enter(Class<? extends Annotation> substate) {
        SubstateModel target = substate(substate.getName());
        return outcome(Trigger.ENTER, () -> cell().enter(target));
    }

    @Override
    public Uni<Void> leave() {
        return outcome(Trigger.LEAVE, () -> cell().leave());
    }

    private SubstateModel substate(String type) {
        List<SubstateModel> substates = cell().model().substates();
        return substates.stream().filter(substate -> substate.type().equals(type)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s is no sub-state of %s: ".formatted(type, name())
                        + (substates.isEmpty() ? "no task of %s carries one".formatted(name())
                                : "name one that a task of %s carries, such as %s".formatted(name(),
                                        substates.stream().map(SubstateModel::name).collect(Collectors.joining(", "))))));
    }

    @Override
    public String stateDiagram() {
        return actors.stateDiagram(name()).toMermaid();
    }

    @Override
    public Uni<Void> completion() {
        return outcome("completion", () -> cell().completion());
    }

    @Override
    public Multi<ActorTransition> transitions() {
        return cell().node().transitions(key());
    }

    @Override
    public <R> Uni<R> ask(Function<A, R> function) {
        return mailbox().ask(untyped(function), false);
    }

    @Override
    public <R> Uni<R> askAsync(Function<A, Uni<R>> function) {
        return mailbox().ask(untyped(function), true);
    }

    @Override
    public void tell(Consumer<A> message) {
        mailbox().tell(untyped(message));
    }

    @Override
    public Uni<Void> tellAsync(Consumer<A> message) {
        return mailbox().tellWithRoom(untyped(message));
    }

    /** The core knows no types: the instance of the actor is an {@code A}. */
    @SuppressWarnings("unchecked")
    private static <T, R> Function<Object, R> untyped(Function<T, R> function) {
        return (Function<Object, R>) Objects.requireNonNull(function, "the function must not be null");
    }

    @SuppressWarnings("unchecked")
    private static <T> Consumer<Object> untyped(Consumer<T> consumer) {
        return (Consumer<Object>) Objects.requireNonNull(consumer, "the function must not be null");
    }

    private Uni<Void> outcome(Trigger trigger, Supplier<CompletableFuture<Void>> call) {
        return outcome(trigger.toString(), call);
    }

    final Uni<Void> outcome(String what, Supplier<CompletableFuture<Void>> call) {
        return actors.outcome(call, () -> cell().isInTurn(), "The " + what + " of " + cell().name());
    }

    @Override
    public String toString() {
        return "ActorRef[" + cell() + "]";
    }
}
