package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorProblem.CONSUMER_WITHOUT_DEPENDENCY;
import static io.quarkiverse.actors.deployment.ActorProblem.CONSUMES_OWN_TASK;
import static io.quarkiverse.actors.deployment.ActorProblem.DUPLICATE_INPUT;
import static io.quarkiverse.actors.deployment.ActorProblem.WRONG_ITEM_TYPE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

/** Checks what consumers consume: that it exists, that the actor depends on it, that the types fit. */
final class ConsumerValidator {

    private final ActorApplication application;
    private final Producers producers;
    private final List<ActorError> errors = new ArrayList<>();

    ConsumerValidator(ActorApplication application) {
        this.application = application;
        this.producers = new Producers(application);
    }

    List<ActorError> validate() {
        for (ActorDeclaration actor : application.actors()) {
            for (MethodDeclaration method : actor.methods()) {
                Set<String> seen = new HashSet<>();
                for (MethodDeclaration.Input input : method.inputs()) {
                    validate(actor, method, input, seen);
                }
            }
        }
        return errors;
    }

    private void validate(ActorDeclaration actor, MethodDeclaration method, MethodDeclaration.Input input, Set<String> seen) {
        Producers.Producer producer = producers.find(reader(method), input.actor(), input.task());
        if (producer.error() != null) {
            errors.add(producer.error());
            return;
        }
        if (!seen.add(producer.label())) {
            errors.add(method.error(DUPLICATE_INPUT, method.label(), producer.label()));
            return;
        }
        DotName dependency = producer.actor().type().name();
        if (dependency.equals(actor.type().name())) {
            errors.add(method.error(CONSUMES_OWN_TASK, method.label(), producer.label()));
        } else if (!actor.dependencies().containsKey(dependency)) {
            errors.add(method.error(CONSUMER_WITHOUT_DEPENDENCY, method.label(), producer.label(), actor.type().simpleName(),
                    JavaTypes.simpleName(dependency)));
        }
        if (method.parameters().size() == 1) {
            validateItem(method, producer);
        }
    }

    private void validateItem(MethodDeclaration method, Producers.Producer producer) {
        Type taken = method.parameters().get(0);
        if (!application.types().isAssignable(taken, producer.item())) {
            errors.add(method.error(WRONG_ITEM_TYPE, method.label(), producer.label(), JavaTypes.render(producer.item()),
                    JavaTypes.render(taken)));
        }
    }

    static Producers.Reader reader(MethodDeclaration method) {
        return new Producers.Reader(method.actor().simpleName(), method.label(), "consumes from");
    }
}
