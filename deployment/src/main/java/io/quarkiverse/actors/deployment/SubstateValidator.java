package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.SUBSTATE;
import static io.quarkiverse.actors.deployment.ActorNames.TASK;

import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationTarget.Kind;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.model.SubstateModel;

/** Checks the sub-states of the application's own, and that only tasks carry them, no more than one each. */
final class SubstateValidator {

    private static final DotName RETENTION = DotName.createSimple("java.lang.annotation.Retention");

    private final ActorApplication application;
    private final List<ActorError> errors = new ArrayList<>();

    SubstateValidator(ActorApplication application) {
        this.application = application;
    }

    List<ActorError> validate() {
        for (AnnotationInstance substate : application.types().index().getAnnotations(SUBSTATE)) {
            ClassInfo type = substate.target().asClass();
            validateType(type, ActorState.valueOf(substate.value("of").asEnum()));
            application.types().index().getAnnotations(type.name())
                    .forEach(carried -> validateTarget(carried.target(), "@" + type.simpleName()));
        }
        for (ActorDeclaration actor : application.actors()) {
            actor.tasks().forEach(this::validateTask);
        }
        return errors;
    }

    private void validateType(ClassInfo type, ActorState of) {
        String name = type.simpleName();
        if (!of.isIn(ActorState.STARTED)) {
            errors.add(ActorProblem.SUBSTATE_OUTSIDE_OF_STARTED.at(name, name, of.name()));
        }
        AnnotationInstance retention = type.declaredAnnotation(RETENTION);
        if (retention != null && retention.value().asEnum().equals(RetentionPolicy.SOURCE.name())) {
            errors.add(ActorProblem.SUBSTATE_NOT_RETAINED.at(name, name));
        }
    }

    private void validateTarget(AnnotationTarget target, String substate) {
        if (target == null) {
            return;
        }
        if (target.kind() == Kind.CLASS) {
            ClassInfo type = target.asClass();
            errors.add(ActorProblem.SUBSTATE_OF_NO_TASK.at(type.simpleName(), type.simpleName(), substate));
        } else if (target.kind() == Kind.METHOD && !target.hasDeclaredAnnotation(TASK) && !target.asMethod().isSynthetic()) {
            MethodInfo method = target.asMethod();
            ClassInfo type = method.declaringClass();
            String label = new MethodDeclaration(type, method, method.parameterTypes(), method.returnType()).label();
            errors.add(ActorProblem.SUBSTATE_OF_NO_TASK.at(type.simpleName(), label, substate));
        }
    }

    private void validateTask(MethodDeclaration task) {
        List<SubstateModel> substates = application.substates(task);
        if (substates.size() > 1) {
            errors.add(task.error(ActorProblem.EXCLUSIVE_ANNOTATIONS, "@" + substates.get(0).name(),
                    "@" + substates.get(1).name()));
        } else if (substates.size() == 1 && task.saysWhileIn()) {
            errors.add(task.error(ActorProblem.SUBSTATE_WITH_WHILE_IN, task.whileIn().name(), "@" + substates.get(0).name()));
        }
    }
}
