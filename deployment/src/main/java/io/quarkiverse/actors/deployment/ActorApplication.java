package io.quarkiverse.actors.deployment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.runtime.model.SubstateModel;

/** All actors of an application as declared, and the types around them. */
final class ActorApplication {

    private final Map<DotName, ActorDeclaration> actors = new LinkedHashMap<>();
    private final JavaTypes types;

    ActorApplication(List<ActorDeclaration> actors, JavaTypes types) {
        actors.stream().sorted(Comparator.comparing(actor -> actor.type().name()))
                .forEach(actor -> this.actors.put(actor.type().name(), actor));
        this.types = types;
    }

    /** The actors, by class name. */
    List<ActorDeclaration> actors() {
        return List.copyOf(actors.values());
    }

    /** The actor of a class; null if there is none. */
    ActorDeclaration actor(DotName type) {
        return actors.get(type);
    }

    /** Whether a class is an actor that is keyed; {@code false} for null. */
    boolean isKeyed(DotName type) {
        ActorDeclaration actor = actors.get(type);
        return actor != null && actor.isKeyed();
    }

    JavaTypes types() {
        return types;
    }

    /** Whether a class is annotated as an actor, but is not there as a bean: disabled by a profile, excluded. */
    boolean isLeftOut(DotName type) {
        ClassInfo info = types.index().getClassByName(type);
        return info != null && !actors.containsKey(type) && info.hasDeclaredAnnotation(ActorNames.ACTOR);
    }

    /** The sub-states of the application's own that a task carries, by name; more than one is an error. */
    List<SubstateModel> substates(MethodDeclaration task) {
        return task.method().declaredAnnotations().stream()
                .map(annotation -> types.index().getClassByName(annotation.name()))
                .filter(type -> type != null && type.hasDeclaredAnnotation(ActorNames.SUBSTATE))
                .map(ActorApplication::substate)
                .sorted(Comparator.comparing(SubstateModel::name))
                .toList();
    }

    private static SubstateModel substate(ClassInfo type) {
        ActorState of = ActorState.valueOf(type.declaredAnnotation(ActorNames.SUBSTATE).value("of").asEnum());
        return new SubstateModel(type.name().toString(), type.simpleName(), of);
    }

    Outcome outcome(MethodDeclaration method) {
        return Outcome.of(method.returnType(), types);
    }
}
