package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorProblem.CONTRADICTORY_DEPENDENCY;
import static io.quarkiverse.actors.deployment.ActorProblem.CYCLE;
import static io.quarkiverse.actors.deployment.ActorProblem.DEPENDENCY_LEFT_OUT;
import static io.quarkiverse.actors.deployment.ActorProblem.DEPENDENCY_NOT_ACTOR;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.DotName;

import io.quarkiverse.actors.runtime.graph.Dependency;
import io.quarkiverse.actors.runtime.graph.DependencyGraph;

/** Checks what actors depend on, each by itself and the graph as a whole. */
final class DependencyValidator {

    private final ActorApplication application;

    DependencyValidator(ActorApplication application) {
        this.application = application;
    }

    List<ActorError> validate() {
        List<ActorError> errors = new ArrayList<>();
        application.actors().forEach(actor -> validateDeclared(actor, errors));
        // by class name: unique, unlike the names of actors, which may be wrong as well
        List<String> names = application.actors().stream().map(actor -> actor.type().name().toString()).toList();
        for (List<String> cycle : DependencyGraph.cycles(names, edges())) {
            List<String> path = cycle.stream().map(DotName::createSimple).map(JavaTypes::simpleName).toList();
            errors.add(CYCLE.at(path.get(0), String.join(" → ", path), path.get(0), path.get(1)));
        }
        return errors;
    }

    private void validateDeclared(ActorDeclaration actor, List<ActorError> errors) {
        Map<DotName, Boolean> seen = new HashMap<>();
        for (ActorDeclaration.Declared declared : actor.declared()) {
            String named = JavaTypes.simpleName(declared.type());
            if (application.actor(declared.type()) == null) {
                ActorProblem problem = application.isLeftOut(declared.type()) ? DEPENDENCY_LEFT_OUT : DEPENDENCY_NOT_ACTOR;
                errors.add(actor.error(problem, actor.type().simpleName(), named));
            }
            Boolean before = seen.putIfAbsent(declared.type(), declared.required());
            if (before != null && before != declared.required()) {
                errors.add(actor.error(CONTRADICTORY_DEPENDENCY, actor.type().simpleName(), named));
            }
        }
    }

    private List<Dependency> edges() {
        List<Dependency> edges = new ArrayList<>();
        for (ActorDeclaration actor : application.actors()) {
            actor.dependencies().forEach((dependency, required) -> {
                if (application.actor(dependency) != null) {
                    edges.add(new Dependency(actor.type().name().toString(), dependency.toString(), required));
                }
            });
        }
        return edges;
    }
}
