package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR;
import static io.quarkiverse.actors.deployment.ActorNames.DEPENDS_ON;
import static io.quarkiverse.actors.deployment.ActorNames.DEPENDS_ON_LIST;
import static io.quarkiverse.actors.deployment.ActorProblem.ACTOR_NOT_CONCRETE;
import static io.quarkiverse.actors.deployment.ActorProblem.DUPLICATE_ACTOR_NAME;
import static io.quarkiverse.actors.deployment.ActorProblem.EXCLUSIVE_ANNOTATIONS;
import static io.quarkiverse.actors.deployment.ActorProblem.NOT_IN_ACTOR;
import static io.quarkiverse.actors.deployment.ActorProblem.UNSUPPORTED_SCOPE;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

import io.quarkus.arc.processor.BuiltinScope;

/** Checks the classes of actors: kind, scope, name. */
final class ActorValidator {

    private final ActorApplication application;

    ActorValidator(ActorApplication application) {
        this.application = application;
    }

    List<ActorError> validate() {
        List<ActorError> errors = new ArrayList<>();
        for (AnnotationInstance annotation : application.types().index().getAnnotations(ACTOR)) {
            validateKind(annotation.target().asClass(), errors);
        }
        Map<String, ActorDeclaration> byName = new HashMap<>();
        for (ActorDeclaration actor : application.actors()) {
            validateScope(actor, errors);
            validateThreading(actor, errors);
            ActorDeclaration other = byName.putIfAbsent(actor.name(), actor);
            if (other != null) {
                errors.add(other.error(DUPLICATE_ACTOR_NAME, other.type().name(), actor.type().name(), actor.name()));
            }
        }
        validateDependsOnElsewhere(DEPENDS_ON, errors);
        validateDependsOnElsewhere(DEPENDS_ON_LIST, errors);
        return errors;
    }

    private static void validateKind(ClassInfo type, List<ActorError> errors) {
        String kind = null;
        if (type.isAnnotation()) {
            kind = "an annotation";
        } else if (type.isInterface()) {
            kind = "an interface";
        } else if (type.isEnum()) {
            kind = "an enum";
        } else if (type.isRecord()) {
            kind = "a record";
        } else if (type.isAbstract()) {
            kind = "abstract";
        } else if (type.nestingType() != ClassInfo.NestingType.TOP_LEVEL && !isStaticMember(type)) {
            kind = "an inner class that is not static";
        }
        if (kind != null) {
            errors.add(ACTOR_NOT_CONCRETE.at(type.simpleName(), type.simpleName(), kind));
        }
    }

    private static boolean isStaticMember(ClassInfo type) {
        return type.nestingType() == ClassInfo.NestingType.INNER && Modifier.isStatic(type.flags());
    }

    private static void validateScope(ActorDeclaration actor, List<ActorError> errors) {
        DotName scope = actor.bean().scope();
        if (actor.isKeyed() || scope.equals(ActorNames.ACTOR_SCOPED)) {
            return; // another validation says so
        }
        if (!scope.equals(BuiltinScope.APPLICATION.getName()) && !scope.equals(BuiltinScope.SINGLETON.getName())) {
            errors.add(actor.error(UNSUPPORTED_SCOPE, actor.type().simpleName(), JavaTypes.simpleName(scope)));
        }
    }

    private static void validateThreading(ActorDeclaration actor, List<ActorError> errors) {
        List<String> annotations = ActorNames.THREADING.stream().filter(actor.type()::hasDeclaredAnnotation)
                .map(name -> "@" + JavaTypes.simpleName(name)).toList();
        if (annotations.size() > 1) {
            errors.add(actor.error(EXCLUSIVE_ANNOTATIONS, actor.type().simpleName(), annotations.get(0), annotations.get(1)));
        }
    }

    private void validateDependsOnElsewhere(DotName annotation, List<ActorError> errors) {
        for (AnnotationInstance dependsOn : application.types().index().getAnnotations(annotation)) {
            ClassInfo type = dependsOn.target().asClass();
            if (!type.hasDeclaredAnnotation(ACTOR)) {
                errors.add(NOT_IN_ACTOR.at(type.simpleName(), type.simpleName(), "@DependsOn", type.simpleName()));
            }
        }
    }
}
