package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorProblem.CONSUMER_WITHOUT_DEPENDENCY;
import static io.quarkiverse.actors.deployment.ActorProblem.CONSUMER_WITHOUT_KEYED_DEPENDENCY;
import static io.quarkiverse.actors.deployment.ActorProblem.CONSUMES_OWN_TASK;
import static io.quarkiverse.actors.deployment.ActorProblem.DUPLICATE_INPUT;
import static io.quarkiverse.actors.deployment.ActorProblem.WRONG_ITEMS_TYPE;
import static io.quarkiverse.actors.deployment.ActorProblem.WRONG_ITEM_TYPE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;

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
            errors.add(method.error(DUPLICATE_INPUT, producer.label()));
            return;
        }
        DotName dependency = producer.actor().type().name();
        if (dependency.equals(actor.type().name())) {
            errors.add(method.error(CONSUMES_OWN_TASK, producer.label()));
        } else if (!actor.dependencies().containsKey(dependency)) {
            boolean ofAll = producer.actor().isKeyed() && !actor.isKeyed();
            errors.add(method.error(ofAll ? CONSUMER_WITHOUT_KEYED_DEPENDENCY : CONSUMER_WITHOUT_DEPENDENCY, producer.label(),
                    actor.type().simpleName(),
                    JavaTypes.simpleName(dependency)));
        }
        boolean fits = input.isBatch() == method.takesBatches(); // else another error says so
        if (method.parameters().size() == 1 && fits) {
            validateItem(method, producer);
        }
    }

    private void validateItem(MethodDeclaration method, Producers.Producer producer) {
        if (application.types().isAssignable(method.takenItem(), producer.item())) {
            return;
        }
        String emitted = JavaTypes.render(producer.item());
        String taken = JavaTypes.render(method.parameters().get(0));
        if (method.takesMulti() || method.takesBatches()) {
            errors.add(method.error(WRONG_ITEMS_TYPE, producer.label(), emitted, taken, method.takesMulti() ? "Multi" : "List",
                    JavaTypes.render(JavaTypes.boxed(producer.item()))));
        } else {
            errors.add(method.error(WRONG_ITEM_TYPE, producer.label(), emitted, taken));
        }
    }

    static Producers.Reader reader(MethodDeclaration method) {
        return new Producers.Reader(method.actor().simpleName(), method.label(), "consumes from",
                ActorDeclaration.isKeyed(method.actor()));
    }
}
