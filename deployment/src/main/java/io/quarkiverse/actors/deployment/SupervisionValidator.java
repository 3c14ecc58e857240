package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.SUPERVISED;

import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

import io.quarkus.arc.processor.BuiltinScope;

/** Checks every {@code @Supervised}: what it says, and that there is something to supervise. */
final class SupervisionValidator {

    private final ActorApplication application;
    private final List<ActorError> errors = new ArrayList<>();

    SupervisionValidator(ActorApplication application) {
        this.application = application;
    }

    List<ActorError> validate() {
        for (ActorDeclaration actor : application.actors()) {
            boolean singleton = actor.bean().scope().equals(BuiltinScope.SINGLETON.getName());
            String name = actor.type().simpleName();
            errors.addAll(SupervisionDeclaration.of(actor.type(), name).validate(name, singleton, actor.isKeyed()));
            for (MethodDeclaration task : actor.tasks()) {
                errors.addAll(
                        SupervisionDeclaration.of(task.method(), task.label()).validate(name, singleton, actor.isKeyed()));
            }
        }
        for (AnnotationInstance annotation : application.types().index().getAnnotations(SUPERVISED)) {
            validateTarget(annotation.target());
        }
        return errors;
    }

    private void validateTarget(AnnotationTarget target) {
        if (target.kind() == AnnotationTarget.Kind.CLASS) {
            ClassInfo type = target.asClass();
            if (application.actor(type.name()) == null && !type.hasDeclaredAnnotation(ActorNames.ACTOR)) {
                errors.add(
                        ActorProblem.NOT_IN_ACTOR.at(type.simpleName(), type.simpleName(), "@Supervised", type.simpleName()));
            }
        } else if (!target.hasDeclaredAnnotation(ActorNames.TASK)) {
            MethodInfo method = target.asMethod();
            ClassInfo type = method.declaringClass();
            String label = new MethodDeclaration(type, method, method.parameterTypes(), method.returnType()).label();
            errors.add(ActorProblem.SUPERVISED_NO_TASK.at(type.simpleName(), label));
        }
    }
}
