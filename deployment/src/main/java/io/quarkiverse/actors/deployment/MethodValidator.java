package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_TRANSITION;
import static io.quarkiverse.actors.deployment.ActorNames.AUTO_CLOSEABLE;
import static io.quarkiverse.actors.deployment.ActorNames.GUARD;
import static io.quarkiverse.actors.deployment.ActorNames.JAKARTA_RESOURCE;
import static io.quarkiverse.actors.deployment.ActorNames.MANAGED;
import static io.quarkiverse.actors.deployment.ActorNames.ON_ENTER;
import static io.quarkiverse.actors.deployment.ActorNames.ON_EXIT;
import static io.quarkiverse.actors.deployment.ActorNames.RESOURCE;
import static io.quarkiverse.actors.deployment.ActorNames.RUN_ON_VIRTUAL_THREAD;
import static io.quarkiverse.actors.deployment.ActorNames.VOID;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type.Kind;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Trigger;
import io.quarkiverse.actors.runtime.model.MethodModel.Returns;

/** Checks each method of an actor by itself: annotations, modifiers, parameters, result. */
final class MethodValidator {

    private static final Set<Trigger> GUARDED = EnumSet.of(Trigger.START, Trigger.PAUSE, Trigger.RESUME, Trigger.STOP,
            Trigger.RESTART);

    private final ActorApplication application;
    private final List<ActorError> errors = new ArrayList<>();

    MethodValidator(ActorApplication application) {
        this.application = application;
    }

    List<ActorError> validate() {
        for (ActorDeclaration actor : application.actors()) {
            Map<String, MethodDeclaration> tasks = new HashMap<>();
            for (MethodDeclaration method : actor.methods()) {
                validate(method);
                MethodDeclaration other = method.isTask() ? tasks.putIfAbsent(method.taskName(), method) : null;
                if (other != null) {
                    add(other, ActorProblem.DUPLICATE_TASK_NAME, method.label(), method.taskName());
                }
            }
        }
        return errors;
    }

    private void validate(MethodDeclaration method) {
        if (method.is(JAKARTA_RESOURCE)) {
            add(method, ActorProblem.JAKARTA_RESOURCE);
        }
        if (method.isConsumer() && !method.isTask()) {
            add(method, ActorProblem.CONSUMER_NOT_TASK);
            return;
        }
        List<DotName> roles = method.roles();
        if (roles.isEmpty()) {
            return;
        }
        if (roles.size() > 1 && !roles.equals(List.of(ON_ENTER, ON_EXIT))) {
            exclusive(method, roles.get(0), roles.get(1));
            return;
        }
        validateModifiers(method);
        validateThreading(method);
        if (method.isTask()) {
            errors.addAll(new TaskValidator(method, application.outcome(method)).validate());
        } else if (method.is(RESOURCE)) {
            validateResource(method);
        } else {
            validateHook(method);
        }
    }

    private void validateModifiers(MethodDeclaration method) {
        if (Modifier.isPrivate(method.method().flags())) {
            add(method, ActorProblem.METHOD_PRIVATE, method.role());
        }
        if (Modifier.isStatic(method.method().flags())) {
            add(method, ActorProblem.METHOD_STATIC, method.role());
        }
        if (ActorScanner.isPackagePrivate(method.method())
                && !ActorScanner.isSamePackage(method.actor(), method.method().declaringClass())) {
            add(method, ActorProblem.METHOD_HIDDEN, method.role(), method.method().declaringClass().name().packagePrefix());
        }
    }

    private void validateThreading(MethodDeclaration method) {
        List<DotName> annotations = ActorNames.THREADING.stream().filter(method::is).toList();
        if (annotations.size() > 1) {
            exclusive(method, annotations.get(0), annotations.get(1));
        } else if (method.is(RUN_ON_VIRTUAL_THREAD) && application.outcome(method).returns() != Returns.VALUE) {
            add(method, ActorProblem.ASYNCHRONOUS_ON_VIRTUAL_THREAD, JavaTypes.render(method.returnType()));
        }
    }

    private void validateResource(MethodDeclaration method) {
        if (!method.parameters().isEmpty()) {
            add(method, ActorProblem.RESOURCE_PARAMETERS);
        }
        Outcome outcome = application.outcome(method);
        boolean closeable = outcome.returns() != Returns.MULTI && outcome.emits()
                && (application.types().asSuper(outcome.value(), AUTO_CLOSEABLE) != null
                        || application.types().asSuper(outcome.value(), MANAGED) != null);
        if (!closeable) {
            add(method, ActorProblem.RESOURCE_NOT_CLOSEABLE, JavaTypes.render(method.returnType()));
        }
        String timeout = MethodDeclaration.string(method.method().declaredAnnotation(RESOURCE), "timeout");
        if (!Literals.isPositiveDuration(timeout)) {
            add(method, ActorProblem.NO_DURATION, "timeout", timeout);
        }
    }

    private void validateHook(MethodDeclaration method) {
        boolean takesTransition = method.parameters().size() == 1
                && method.parameters().get(0).name().equals(ACTOR_TRANSITION);
        if (!method.parameters().isEmpty() && !takesTransition) {
            add(method, ActorProblem.HOOK_PARAMETERS, method.role(), JavaTypes.render(method.parameters(), ", "));
        }
        String returned = JavaTypes.render(method.returnType());
        if (!method.is(GUARD)) {
            Outcome outcome = application.outcome(method);
            boolean valid = method.returnType().kind() == Kind.VOID
                    || outcome.returns() == Returns.UNI && outcome.value().name().equals(VOID);
            if (!valid) {
                add(method, ActorProblem.HOOK_RETURN, returned);
            }
            validateState(method, ON_ENTER, EnumSet.of(ActorState.INITIALIZING, ActorState.INITIALIZED));
            validateState(method, ON_EXIT, EnumSet.of(ActorState.INITIALIZING));
            return;
        }
        if (!JavaTypes.isSame(method.returnType(), PrimitiveType.BOOLEAN)) {
            add(method, ActorProblem.GUARD_RETURN, returned);
        }
        String trigger = method.method().declaredAnnotation(GUARD).value().asEnum();
        if (!GUARDED.contains(Trigger.valueOf(trigger))) {
            add(method, ActorProblem.GUARD_TRIGGER, trigger);
        }
    }

    private void validateState(MethodDeclaration method, DotName annotation, Set<ActorState> unheard) {
        AnnotationInstance hook = method.method().declaredAnnotation(annotation);
        if (hook != null && unheard.contains(ActorState.valueOf(hook.value().asEnum()))) {
            add(method, ActorProblem.HOOK_NEVER_RUNS,
                    "@" + JavaTypes.simpleName(annotation) + "(" + hook.value().asEnum() + ")");
        }
    }

    private void exclusive(MethodDeclaration method, DotName first, DotName second) {
        add(method, ActorProblem.EXCLUSIVE_ANNOTATIONS, "@" + JavaTypes.simpleName(first), "@" + JavaTypes.simpleName(second));
    }

    private void add(MethodDeclaration method, ActorProblem problem, Object... values) {
        errors.add(method.error(problem, values));
    }
}
