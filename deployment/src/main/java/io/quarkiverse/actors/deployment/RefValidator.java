package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorProblem.KEYED_INJECTED;
import static io.quarkiverse.actors.deployment.ActorProblem.REF_OF_NO_ACTOR;

import java.util.ArrayList;
import java.util.List;

/** Checks that references that are injected refer to actors. */
final class RefValidator {

    private final ActorApplication application;
    private final List<RefDeclaration> refs;

    RefValidator(ActorApplication application, List<RefDeclaration> refs) {
        this.application = application;
        this.refs = refs;
    }

    List<ActorError> validate() {
        List<ActorError> errors = new ArrayList<>();
        for (RefDeclaration ref : refs) {
            if (application.actor(ref.actor().name()) == null) {
                errors.add(REF_OF_NO_ACTOR.at(ref.owner(), ref.place(), JavaTypes.render(ref.actor())));
            } else if (application.isKeyed(ref.actor().name()) && !application.isKeyed(ref.bean())) {
                errors.add(KEYED_INJECTED.at(ref.owner(), ref.place(), JavaTypes.render(ref.type()),
                        JavaTypes.render(ref.actor())));
            }
        }
        return errors;
    }
}
