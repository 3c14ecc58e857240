package io.quarkiverse.actors.runtime.reference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.reference.ReferenceActor.Mode;
import io.quarkiverse.actors.runtime.reference.ReferenceCall.Outcome;
import io.quarkiverse.actors.runtime.reference.ReferenceCall.Stage;

/**
 * What the contract says of a system of actors: states, restarts, dependencies and failure, without threads. After each call
 * everything happens that can happen at the present time.
 */
final class ReferenceModel {

    final List<ReferenceActor> actors = new ArrayList<>();
    Duration now = Duration.ZERO;

    /** Whether the contract leaves open what happens next. */
    boolean isUndecidable() {
        return actors.stream().anyMatch(actor -> actor.undecidable);
    }

    // what the test calls

    ReferenceCall start(ReferenceActor actor) {
        ReferenceCall call = ReferenceStart.call(actor, true, false, null);
        settle();
        return call;
    }

    List<ReferenceCall> startAll(boolean explicit) {
        List<ReferenceCall> calls = actors.stream().filter(actor -> actor.autoStart)
                .map(actor -> ReferenceStart.call(actor, explicit, true, null)).toList();
        settle();
        return calls;
    }

    ReferenceCall call(ReferenceActor actor, Trigger trigger) {
        ReferenceCall call = new ReferenceCall(trigger, true, false);
        actor.calls.add(call);
        settle();
        return call;
    }

    Outcome stop(ReferenceActor actor) {
        return stopIfAllowed(stopSet(actor));
    }

    Outcome stopAll() {
        return stopIfAllowed(actors);
    }

    private Outcome stopIfAllowed(Collection<ReferenceActor> concerned) {
        boolean no = concerned.stream()
                .anyMatch(actor -> actor.state != ActorState.STOPPED && actor.vetoed.contains(Trigger.STOP));
        if (no) {
            return Outcome.VETOED;
        }
        stop(concerned);
        settle();
        return Outcome.DONE;
    }

    void reportError(ReferenceActor actor) {
        crash(actor);
        settle();
    }

    void setMode(ReferenceActor actor, Mode mode) {
        actor.mode = mode;
        settle();
    }

    void emit(ReferenceActor producer) {
        actors.stream().flatMap(actor -> actor.sinks.stream()).filter(sink -> sink.joined && sink.producer == producer)
                .forEach(sink -> sink.waiting++);
        settle();
    }

    void failSource(ReferenceActor actor) {
        SupervisionStrategy strategy = actor.supervision.strategy();
        if (strategy == SupervisionStrategy.STOP) {
            stop(stopSet(actor));
        } else if (!actor.fail(now, strategy != SupervisionStrategy.RESUME, strategy == SupervisionStrategy.RESTART_ACTOR)) {
            crash(actor);
        }
        settle();
    }

    void advance(Duration time) {
        Duration end = now.plus(time);
        for (;;) {
            Duration next = actors.stream().flatMap(actor -> Stream.of(actor).mapMulti((a, times) -> {
                if (a.delayedUntil != null) {
                    times.accept(a.delayedUntil);
                }
                if (a.restartAt != null) {
                    times.accept(a.restartAt);
                }
            })).map(Duration.class::cast).filter(at -> at.compareTo(now) > 0).min(Duration::compareTo).orElse(null);
            if (next == null || next.compareTo(end) > 0) {
                now = end;
                return;
            }
            now = next;
            for (ReferenceActor actor : actors) {
                if (actor.restartAt != null && actor.restartAt.compareTo(now) <= 0) {
                    actor.restartAt = null;
                    actor.restartDue = true;
                }
            }
            settle();
        }
    }

    // what follows

    private void settle() {
        boolean moved;
        do {
            moved = false;
            for (ReferenceActor actor : actors) {
                moved |= step(actor);
            }
        } while (moved);
        actors.forEach(actor -> actor.failedNow = false);
    }

    private boolean step(ReferenceActor actor) {
        ReferenceCall call = actor.calls.peek();
        if (call != null) {
            return step(actor, call);
        }
        if (actor.restartDue && actor.isIn(ActorState.RUNNING)) {
            actor.restartDue = false;
            actor.calls.add(new ReferenceCall(Trigger.RESTART, false, false));
            return true;
        }
        boolean moved = actor.work(now);
        if (actor.isIn(ActorState.RUNNING) && actor.state != actor.health()) {
            actor.state = actor.health();
            moved = true;
        }
        return moved;
    }

    private boolean step(ReferenceActor actor, ReferenceCall call) {
        if (call.waits()) {
            return false;
        }
        switch (call.trigger) {
            case START -> ReferenceStart.start(actor, call);
            case RESTART -> ReferenceStart.restart(actor, call);
            case PAUSE, RESUME -> hold(actor, call);
            default -> report(actor, call);
        }
        if (call.isOver()) {
            actor.failedNow |= call.outcome == Outcome.FAILED;
            actor.calls.remove(call);
            return true;
        }
        return call.stage != Stage.RESOURCES || actor.mode != Mode.HANGS;
    }

    private void report(ReferenceActor actor, ReferenceCall call) {
        if (actor.isIn(ActorState.RUNNING)) {
            actor.report(call.trigger);
            actor.state = actor.health();
        }
        call.outcome = Outcome.DONE;
    }

    private void hold(ReferenceActor actor, ReferenceCall call) {
        boolean pause = call.trigger == Trigger.PAUSE;
        if (actor.isIn(pause ? ActorState.PAUSED : ActorState.RUNNING)) {
            call.outcome = Outcome.DONE;
        } else if (!actor.isIn(pause ? ActorState.RUNNING : ActorState.PAUSED)) {
            call.outcome = Outcome.ILLEGAL;
        } else if (!call.isVetoed(actor)) {
            if (pause) {
                actor.pause();
            } else {
                actor.resume();
            }
            call.outcome = Outcome.DONE;
        }
    }

    // stops and crashes

    private void crash(ReferenceActor actor) {
        preempt(actor);
        if (actor.state != ActorState.CRASHED) {
            actor.crash();
        }
    }

    private void stop(Collection<ReferenceActor> set) {
        set.forEach(this::preempt);
        set.forEach(ReferenceActor::stop);
    }

    /** Starts and restarts fail; what else was called is judged where the actor is now. */
    private void preempt(ReferenceActor actor) {
        for (ReferenceCall call : List.copyOf(actor.calls)) {
            if (call.isWayUp()) {
                call.outcome = Outcome.FAILED;
                actor.failedNow = true;
                actor.restart = call.stage == Stage.QUEUED ? actor.restart : RestartState.IGNORE;
            } else {
                step(actor, call);
            }
        }
        actor.calls.clear();
    }

    private Set<ReferenceActor> stopSet(ReferenceActor told) {
        Set<ReferenceActor> set = new LinkedHashSet<>(List.of(told));
        actors.stream().filter(actor -> actor.allRequired().contains(told) && actor.isHeadedUp()).forEach(set::add);
        while (actors.stream().anyMatch(actor -> !set.contains(actor) && isLeftAlone(actor, set) && set.add(actor))) {
            // one more, which may leave others alone
        }
        return set;
    }

    /** Nobody told it to start, and the last that needed it stops. */
    private boolean isLeftAlone(ReferenceActor actor, Set<ReferenceActor> stopping) {
        List<ReferenceActor> claimants = actors.stream().filter(other -> other.requires(actor)).toList();
        return !actor.autoStart && !actor.byHand && actor.isHeadedUp()
                && claimants.stream().anyMatch(stopping::contains)
                && claimants.stream().allMatch(other -> stopping.contains(other) || !other.isHeadedUp());
    }
}
