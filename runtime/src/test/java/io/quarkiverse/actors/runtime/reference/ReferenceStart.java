package io.quarkiverse.actors.runtime.reference;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.RestartState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.reference.ReferenceActor.Edge;
import io.quarkiverse.actors.runtime.reference.ReferenceActor.Mode;
import io.quarkiverse.actors.runtime.reference.ReferenceCall.Outcome;
import io.quarkiverse.actors.runtime.reference.ReferenceCall.Stage;

/** The way of an actor from down to up, alone and in a restart. */
final class ReferenceStart {

    private ReferenceStart() {
    }

    /** Joins the start that is under way, or makes a new one. */
    static ReferenceCall call(ReferenceActor actor, boolean explicit, boolean lenient, ReferenceCall claimant) {
        ReferenceCall last = actor.calls.peekLast();
        boolean joins = last != null && last.trigger == Trigger.START
                && (last.lenient == lenient || last.stage != Stage.QUEUED || actor.calls.size() == 1);
        ReferenceCall call = joins ? last : new ReferenceCall(Trigger.START, explicit, lenient);
        if (joins) {
            actor.byHand |= explicit;
        } else {
            actor.calls.add(call);
        }
        call.claim(claimant);
        return call;
    }

    static void start(ReferenceActor actor, ReferenceCall call) {
        if (call.stage != Stage.QUEUED) {
            startUp(actor, call);
        } else if (!call.isWanted()) {
            call.outcome = Outcome.FAILED;
        } else if (call.lenient && actor.isIn(ActorState.STARTED) || actor.isIn(ActorState.RUNNING)) {
            actor.byHand |= call.explicit;
            call.outcome = Outcome.DONE;
        } else if (actor.isIn(ActorState.PAUSED)) {
            call.outcome = Outcome.ILLEGAL;
        } else if (!call.isVetoed(actor)) {
            actor.byHand |= call.explicit;
            actor.restart = RestartState.IGNORE;
            actor.prepare();
            bringUp(actor, call);
        }
    }

    static void restart(ReferenceActor actor, ReferenceCall call) {
        if (call.stage != Stage.QUEUED) {
            startUp(actor, call);
        } else if (!actor.isIn(ActorState.STARTED) && actor.state != ActorState.CRASHED) {
            call.outcome = Outcome.ILLEGAL;
        } else if (!call.isVetoed(actor)) {
            if (actor.state == ActorState.CRASHED) {
                actor.prepare();
            }
            actor.suspend();
            actor.restart = RestartState.STARTING;
            bringUp(actor, call);
        }
    }

    private static void bringUp(ReferenceActor actor, ReferenceCall call) {
        actor.undecidable |= actor.failedNow;
        actor.state = ActorState.STARTING;
        call.stage = Stage.DEPENDENCIES;
        for (Edge edge : actor.dependencies) {
            ReferenceActor dependency = edge.to();
            if (!edge.required()) {
                awaitOptional(dependency, call);
            } else if (dependency.current() == Trigger.RESTART && dependency.calls.size() == 1) {
                call.await(dependency.calls.peek(), true);
            } else if (!dependency.isUp()) {
                call.await(call(dependency, false, true, call), true);
            }
        }
    }

    private static void awaitOptional(ReferenceActor dependency, ReferenceCall call) {
        if (dependency.isOnTheWay()) {
            call.await(dependency.calls.peek(), false);
        }
    }

    /** What was waited for has come. */
    private static void startUp(ReferenceActor actor, ReferenceCall call) {
        if (call.isInVain()) {
            fail(actor, call);
        } else if (call.stage != Stage.RESOURCES) {
            confirm(actor, call);
        } else if (actor.mode == Mode.FAILS) {
            fail(actor, call);
        } else if (actor.mode == Mode.WORKS) {
            actor.acquired = true;
            actor.state = ActorState.RESOURCES_ACQUIRED;
            call.stage = Stage.CONFIRMATION;
        }
    }

    /** Goes on only when all required dependencies are up; what is down to stay is not started again. */
    private static void confirm(ReferenceActor actor, ReferenceCall call) {
        call.awaitAnew();
        for (Edge edge : actor.dependencies) {
            ReferenceActor dependency = edge.to();
            ReferenceCall last = dependency.calls.peekLast();
            if (!edge.required()) {
                awaitOptional(dependency, call);
            } else if (!dependency.isUp() && last == null) {
                call.hopeless = true;
            } else if (!dependency.isUp()) {
                if (last.trigger == Trigger.START) {
                    last.claim(call);
                }
                call.await(last, false);
            }
        }
        if (call.waits() || call.isInVain()) {
            return;
        }
        if (call.stage == Stage.DEPENDENCIES) {
            actor.state = ActorState.DEPENDENCIES_STARTED;
            call.stage = Stage.RESOURCES;
        } else {
            arrive(actor, call);
        }
    }

    private static void arrive(ReferenceActor actor, ReferenceCall call) {
        actor.state = ActorState.HEALTHY;
        if (call.trigger == Trigger.RESTART) {
            actor.restart = RestartState.RESTARTED;
            actor.goOn();
        } else {
            actor.begin();
        }
        call.outcome = Outcome.DONE;
    }

    private static void fail(ReferenceActor actor, ReferenceCall call) {
        call.outcome = Outcome.FAILED;
        actor.crash();
    }
}
