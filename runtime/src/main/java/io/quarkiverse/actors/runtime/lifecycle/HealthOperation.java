package io.quarkiverse.actors.runtime.lifecycle;

import static io.quarkiverse.actors.runtime.log.ActorsLog.LOG;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;

/** Takes a report, or looks at the health of an actor again, and moves the actor to the worst of what holds. */
final class HealthOperation extends Operation {

    private final String reason;

    /** Without a trigger nothing is reported. */
    HealthOperation(ActorCell cell, Trigger trigger, String reason) {
        super(cell, trigger, false);
        this.reason = reason;
    }

    @Override
    void begin() {
        if (!cell.state().isIn(ActorState.RUNNING)) {
            if (trigger != null) {
                LOG.reportIgnored(cell.name(), cell.path(), trigger, reason);
            }
            complete(null);
            return;
        }
        if (trigger != null) {
            report();
        }
        Health.Verdict verdict = cell.health().worst();
        if (verdict.state() == cell.state()) {
            complete(null);
            return;
        }
        cell.move(verdict.state(), verdict.trigger(), verdict.reason(), verdict.cause()).whenComplete((ignored, failure) -> {
            if (failure == null) {
                complete(null);
            } else if (isPreempted()) {
                complete(preemption());
            } else {
                crash(unwrap(failure)).whenComplete((done, never) -> complete(failure));
            }
        });
    }

    @Override
    boolean yieldsTo(Trigger by) {
        return by == Trigger.REPORT_ERROR;
    }

    private void report() {
        switch (trigger) {
            case REPORT_WARNING -> cell.health().report(ActorState.DEGRADED, reason);
            case REPORT_PROBLEM -> cell.health().report(ActorState.UNHEALTHY, reason);
            default -> cell.health().recover();
        }
    }
}
