package io.quarkiverse.actors.runtime.lifecycle;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;

/** Crashes an actor because it reported an error. */
final class CrashOperation extends Operation {

    private final Throwable cause;

    CrashOperation(ActorCell cell, Throwable cause) {
        super(cell, Trigger.REPORT_ERROR, false);
        this.cause = cause;
    }

    @Override
    void begin() {
        if (cell.state() == ActorState.CRASHED) {
            complete(null);
        } else {
            crash(cause).whenComplete((ignored, never) -> complete(null));
        }
    }
}
