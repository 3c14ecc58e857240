package io.quarkiverse.actors.runtime.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.actors.IllegalTransitionException;
import io.quarkiverse.actors.TransitionVetoedException;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.testing.Call;

/** A lifecycle call: when it is reached it does what it can, and waits for what it cannot. */
final class ReferenceCall {

    /** What has become of a call. */
    enum Outcome {
        PENDING,
        DONE,
        ILLEGAL,
        VETOED,
        FAILED;

        static Outcome of(Call call) {
            if (!call.isDone()) {
                return PENDING;
            }
            Throwable failure = call.failure();
            return failure == null ? DONE
                    : failure instanceof IllegalTransitionException ? ILLEGAL
                            : failure instanceof TransitionVetoedException ? VETOED : FAILED;
        }
    }

    /** How far a start has come. */
    enum Stage {
        QUEUED,
        DEPENDENCIES,
        RESOURCES,
        CONFIRMATION
    }

    final Trigger trigger;
    final boolean explicit;
    /** Whether an actor that is paused is started as far as the caller is concerned. */
    final boolean lenient;
    Stage stage = Stage.QUEUED;
    Outcome outcome = Outcome.PENDING;
    /** Null if the start is needed in any case. */
    private List<ReferenceCall> claimants = new ArrayList<>();
    /** Calls of others whose end this one waits for. */
    final List<ReferenceCall> awaited = new ArrayList<>();
    /** Those of them that must not fail. */
    final List<ReferenceCall> needed = new ArrayList<>();
    /** A dependency is down to stay. */
    boolean hopeless;

    ReferenceCall(Trigger trigger, boolean explicit, boolean lenient) {
        this.trigger = trigger;
        this.explicit = explicit;
        this.lenient = lenient;
    }

    boolean isOver() {
        return outcome != Outcome.PENDING;
    }

    /** Asks the guard if a user made the call; if it says no, the call is over. */
    boolean isVetoed(ReferenceActor actor) {
        if (explicit && actor.vetoed.contains(trigger)) {
            outcome = Outcome.VETOED;
        }
        return isOver();
    }

    boolean isWayUp() {
        return trigger == Trigger.START || trigger == Trigger.RESTART;
    }

    void claim(ReferenceCall claimant) {
        if (claimant == null) {
            claimants = null;
        } else if (claimants != null) {
            claimants.add(claimant);
        }
    }

    boolean isWanted() {
        return claimants == null || claimants.stream().anyMatch(claimant -> !claimant.isOver());
    }

    boolean waits() {
        return awaited.stream().anyMatch(call -> !call.isOver());
    }

    boolean isInVain() {
        return hopeless || needed.stream().anyMatch(call -> call.outcome != Outcome.DONE);
    }

    void awaitAnew() {
        awaited.clear();
        needed.clear();
        hopeless = false;
    }

    void await(ReferenceCall call, boolean mustSucceed) {
        awaited.add(Objects.requireNonNull(call));
        if (mustSucceed) {
            needed.add(call);
        }
    }

    @Override
    public String toString() {
        return trigger + (isWayUp() ? " " + stage : "");
    }
}
