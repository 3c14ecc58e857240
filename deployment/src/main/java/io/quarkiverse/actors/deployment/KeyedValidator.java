package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR_SCOPED;
import static io.quarkiverse.actors.deployment.ActorProblem.ACTOR_SCOPED_NOT_KEYED;
import static io.quarkiverse.actors.deployment.ActorProblem.ACTOR_SCOPED_NO_ACTOR;
import static io.quarkiverse.actors.deployment.ActorProblem.IDLE_TIMEOUT_NOT_KEYED;
import static io.quarkiverse.actors.deployment.ActorProblem.KEYED_INJECTED;
import static io.quarkiverse.actors.deployment.ActorProblem.KEYED_OPTIONAL;
import static io.quarkiverse.actors.deployment.ActorProblem.KEYED_SCOPE;
import static io.quarkiverse.actors.deployment.ActorProblem.KEYS_DIFFER;
import static io.quarkiverse.actors.deployment.ActorProblem.KEY_OUTSIDE_OF_KEYED;
import static io.quarkiverse.actors.deployment.ActorProblem.KEY_WITHOUT_CONVERTER;
import static io.quarkiverse.actors.deployment.ActorProblem.NO_DURATION;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.DotName;

import io.quarkiverse.actors.deployment.KeyedDeclarations.Injection;

/** Checks keyed actors, and what belongs to their instances. */
final class KeyedValidator {

    private final ActorApplication application;
    private final KeyedDeclarations declarations;
    private final List<ActorError> errors = new ArrayList<>();

    KeyedValidator(ActorApplication application, KeyedDeclarations declarations) {
        this.application = application;
        this.declarations = declarations;
    }

    List<ActorError> validate() {
        application.actors().forEach(this::validateActor);
        declarations.actors().forEach(this::validateInjection);
        Map<DotName, Injection> keys = new HashMap<>();
        for (Injection key : declarations.keys()) {
            validateKey(key, keys);
        }
        for (DotName scoped : declarations.scoped()) {
            String name = JavaTypes.simpleName(scoped);
            errors.add(ACTOR_SCOPED_NO_ACTOR.at(name, name));
        }
        return errors;
    }

    private void validateActor(ActorDeclaration actor) {
        String name = actor.type().simpleName();
        boolean scoped = actor.bean().scope().equals(ACTOR_SCOPED);
        if (!actor.isKeyed()) {
            if (scoped) {
                errors.add(actor.error(ACTOR_SCOPED_NOT_KEYED, name));
            }
            if (!actor.idleTimeout().isEmpty()) {
                errors.add(actor.error(IDLE_TIMEOUT_NOT_KEYED, name, actor.idleTimeout()));
            }
            return;
        }
        if (!scoped) {
            errors.add(actor.error(KEYED_SCOPE, name, JavaTypes.simpleName(actor.bean().scope())));
        }
        if (!Literals.isPositiveDuration(actor.idleTimeout())) {
            errors.add(actor.error(NO_DURATION, name, "idleTimeout", actor.idleTimeout()));
        }
        actor.dependencies().forEach((dependency, required) -> {
            if (application.isKeyed(dependency) && !required) {
                errors.add(actor.error(KEYED_OPTIONAL, name, JavaTypes.simpleName(dependency)));
            }
        });
    }

    private void validateInjection(Injection injection) {
        if (application.isKeyed(injection.actor()) && !application.isKeyed(injection.bean())) {
            errors.add(KEYED_INJECTED.at(injection.owner(), injection.place(), JavaTypes.render(injection.type()),
                    JavaTypes.simpleName(injection.actor())));
        }
    }

    private void validateKey(Injection key, Map<DotName, Injection> seen) {
        if (!application.isKeyed(key.bean())) {
            errors.add(KEY_OUTSIDE_OF_KEYED.at(key.owner(), key.place()));
            return;
        }
        String type = JavaTypes.render(key.type());
        if (!KeyTypes.isConvertible(key.type())) {
            errors.add(KEY_WITHOUT_CONVERTER.at(key.owner(), key.place(), type));
        }
        Injection other = seen.putIfAbsent(key.bean(), key);
        if (other != null && !JavaTypes.boxed(other.type()).name().equals(JavaTypes.boxed(key.type()).name())) {
            errors.add(KEYS_DIFFER.at(key.owner(), key.place(), type, other.place(), JavaTypes.render(other.type())));
        }
    }
}
