package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.SUPERVISED;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;

import io.quarkiverse.actors.SupervisionStrategy;
import io.quarkiverse.actors.runtime.model.SupervisionModel;

/**
 * A {@code @Supervised} annotation, as written.
 *
 * @param place the class or method that carries it, as messages name it
 * @param annotation the annotation; null for none
 */
record SupervisionDeclaration(String place, AnnotationInstance annotation) {

    /** The annotation that counts for a task: its own, or else that of its actor. */
    static SupervisionDeclaration of(MethodDeclaration task) {
        AnnotationInstance own = task.method().declaredAnnotation(SUPERVISED);
        return own != null ? new SupervisionDeclaration(task.label(), own)
                : new SupervisionDeclaration(task.actor().simpleName(), task.actor().declaredAnnotation(SUPERVISED));
    }

    static SupervisionDeclaration of(AnnotationTarget target, String place) {
        return new SupervisionDeclaration(place, target.declaredAnnotation(SUPERVISED));
    }

    SupervisionModel model() {
        if (annotation == null) {
            return SupervisionModel.NONE;
        }
        return new SupervisionModel(place, member("strategy", value -> SupervisionStrategy.valueOf(value.asEnum())),
                member("maxRestarts", AnnotationValue::asInt), member("within", AnnotationValue::asString),
                member("backoff", AnnotationValue::asString), member("maxBackoff", AnnotationValue::asString),
                member("jitter", AnnotationValue::asDouble), member("maxAttempts", AnnotationValue::asInt),
                member("newInstance", AnnotationValue::asBoolean));
    }

    private <T> T member(String name, Function<AnnotationValue, T> read) {
        AnnotationValue value = annotation.value(name);
        return value == null ? null : read.apply(value);
    }

    /**
     * Checks what is written.
     *
     * @param actor the class the errors belong to
     * @param singleton whether the actor is {@code @Singleton}
     * @param keyed whether the actor is keyed
     */
    List<ActorError> validate(String actor, boolean singleton, boolean keyed) {
        List<ActorError> errors = new ArrayList<>();
        if (annotation == null) {
            return errors;
        }
        SupervisionModel model = model();
        checkNumber(errors, actor, "maxRestarts", model.maxRestarts(), model.maxRestarts() == null || model.maxRestarts() >= -1,
                "0 or more, or -1 for no limit");
        checkNumber(errors, actor, "jitter", model.jitter(),
                model.jitter() == null || model.jitter() >= 0 && model.jitter() <= 1, "0 to 1");
        checkNumber(errors, actor, "maxAttempts", model.maxAttempts(), model.maxAttempts() == null || model.maxAttempts() >= 1,
                "1 or more");
        checkDuration(errors, actor, "within", model.within(),
                model.within() == null || Literals.isPositiveDuration(model.within()));
        checkDuration(errors, actor, "backoff", model.backoff(),
                model.backoff() == null || Literals.isDuration(model.backoff()));
        checkDuration(errors, actor, "maxBackoff", model.maxBackoff(),
                model.maxBackoff() == null || Literals.isDuration(model.maxBackoff()));
        if (Boolean.TRUE.equals(model.newInstance()) && singleton) {
            errors.add(ActorProblem.NEW_INSTANCE_OF_SINGLETON.at(actor, place, actor));
        } else if (Boolean.TRUE.equals(model.newInstance()) && keyed) {
            errors.add(ActorProblem.NEW_INSTANCE_OF_KEYED.at(actor, place, actor));
        }
        return errors;
    }

    private void checkNumber(List<ActorError> errors, String actor, String member, Object value, boolean valid, String rule) {
        if (!valid) {
            errors.add(ActorProblem.SUPERVISION_NUMBER.at(actor, place, member, value, rule));
        }
    }

    private void checkDuration(List<ActorError> errors, String actor, String member, String value, boolean valid) {
        if (!valid) {
            errors.add(ActorProblem.NO_DURATION.at(actor, place, member, value));
        }
    }
}
