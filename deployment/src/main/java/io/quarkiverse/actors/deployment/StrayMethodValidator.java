package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR;
import static io.quarkiverse.actors.deployment.ActorProblem.IN_INTERFACE;
import static io.quarkiverse.actors.deployment.ActorProblem.NOT_IN_ACTOR;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * Finds methods with annotations of ours in classes that are no actors. Superclasses of actors may have them, and so may any
 * abstract class: a library offers it, and this application may have no actor that extends it.
 */
final class StrayMethodValidator {

    private final IndexView index;

    StrayMethodValidator(IndexView index) {
        this.index = index;
    }

    List<ActorError> validate() {
        Set<DotName> allowed = actorsAndTheirSuperclasses();
        List<ActorError> errors = new ArrayList<>();
        List<DotName> annotations = new ArrayList<>(ActorNames.ROLES);
        annotations.add(ActorNames.CONSUME_FROM);
        annotations.add(ActorNames.CONSUME_FROM_LIST);
        for (DotName annotation : annotations) {
            for (AnnotationInstance instance : index.getAnnotations(annotation)) {
                if (instance.target() != null && instance.target().kind() == AnnotationTarget.Kind.METHOD) {
                    validate(annotation, instance.target().asMethod(), allowed, errors);
                }
            }
        }
        return errors;
    }

    private static void validate(DotName annotation, MethodInfo method, Set<DotName> allowed, List<ActorError> errors) {
        ClassInfo type = method.declaringClass();
        if (allowed.contains(type.name()) || method.isSynthetic() || type.isAbstract() && !type.isInterface()) {
            return;
        }
        boolean list = annotation.equals(ActorNames.CONSUME_FROM_LIST);
        String name = "@" + JavaTypes.simpleName(list ? ActorNames.CONSUME_FROM : annotation);
        String place = new MethodDeclaration(type, method, method.parameterTypes(), method.returnType()).label();
        ActorProblem problem = type.isInterface() ? IN_INTERFACE : NOT_IN_ACTOR;
        errors.add(problem.at(type.simpleName(), place, name, type.simpleName()));
    }

    private Set<DotName> actorsAndTheirSuperclasses() {
        Set<DotName> names = new HashSet<>();
        for (AnnotationInstance actor : index.getAnnotations(ACTOR)) {
            ClassInfo type = actor.target().asClass();
            while (type != null && names.add(type.name()) && type.superName() != null) {
                type = index.getClassByName(type.superName());
            }
        }
        return names;
    }
}
