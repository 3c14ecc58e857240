package io.quarkiverse.actors.runtime.lifecycle;

import java.util.Objects;

import io.quarkiverse.actors.IllegalTransitionException;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.model.SubstateModel;

/** Enters a sub-state of the application's own, which leaves another one, or leaves the present one. */
final class SubstateOperation extends Operation {

    private final SubstateModel target;

    /** @param target what is entered; null to leave */
    SubstateOperation(ActorCell cell, SubstateModel target) {
        super(cell, target == null ? Trigger.LEAVE : Trigger.ENTER, true);
        this.target = target;
    }

    @Override
    void begin() {
        if (!isAccepted()) {
            return;
        }
        if (Objects.equals(cell.machine().substate(), target)) {
            complete(null);
        } else if (target != null && !cell.state().isIn(target.of())) {
            complete(new IllegalTransitionException(
                    "%s cannot enter %s: it is %s, and %s is a sub-state of %s; allowed there: %s"
                            .formatted(cell.name(), target.name(), cell.path(), target.name(), target.of().path(),
                                    ActorCell.join(StateMachine.allowed(cell.state())))));
        } else {
            cell.moveWithin(target, trigger);
            complete(null);
        }
    }
}
