package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.CONSUME_FROM;
import static io.quarkiverse.actors.deployment.ActorNames.CONSUME_FROM_LIST;
import static io.quarkiverse.actors.deployment.ActorNames.GUARD;
import static io.quarkiverse.actors.deployment.ActorNames.RESOURCE;
import static io.quarkiverse.actors.deployment.ActorNames.TASK;

import java.util.List;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * A method of an actor that carries an annotation of ours, as written; nothing is checked yet.
 *
 * @param actor the class of the actor
 * @param method the method, of that class or of a superclass
 * @param parameters the types of the parameters, with what type variables of superclasses stand for
 * @param returnType the type of the result, likewise
 */
record MethodDeclaration(ClassInfo actor, MethodInfo method, List<Type> parameters, Type returnType) {

    /** What the method consumes, as written. */
    record Input(DotName actor, String task, int buffer) {
    }

    boolean is(DotName annotation) {
        return method.hasDeclaredAnnotation(annotation);
    }

    boolean isTask() {
        return is(TASK);
    }

    boolean isConsumer() {
        return is(CONSUME_FROM) || is(CONSUME_FROM_LIST);
    }

    /** The roles that the method has, in a fixed order; more than one is an error, but for two hooks. */
    List<DotName> roles() {
        return ActorNames.ROLES.stream().filter(this::is).toList();
    }

    /** The role of the method as messages call it. */
    String role() {
        if (isTask() || isConsumer()) {
            return "task";
        }
        return is(RESOURCE) ? "resource" : is(GUARD) ? "guard" : "hook";
    }

    /** The name of the task. */
    String taskName() {
        String name = string(method.declaredAnnotation(TASK), "name");
        return name.isEmpty() ? method.name() : name;
    }

    List<Input> inputs() {
        AnnotationInstance list = method.declaredAnnotation(CONSUME_FROM_LIST);
        AnnotationInstance single = method.declaredAnnotation(CONSUME_FROM);
        Stream<AnnotationInstance> all = list != null ? Stream.of(list.value().asNestedArray()) : Stream.ofNullable(single);
        return all.map(input -> new Input(input.value().asClass().name(), string(input, "task"),
                input.value("buffer") == null ? 256 : input.value("buffer").asInt())).toList();
    }

    /** The method as messages name it: {@code LogEncryption#encrypt(String)}. */
    String label() {
        String label = actor.simpleName() + "#" + method.name() + "(" + JavaTypes.render(parameters, ", ") + ")";
        ClassInfo declaring = method.declaringClass();
        return declaring.name().equals(actor.name()) ? label : label + ", declared in " + declaring.simpleName() + ",";
    }

    ActorError error(ActorProblem problem, Object... values) {
        return problem.at(actor.simpleName(), values);
    }

    static String string(AnnotationInstance annotation, String member) {
        return annotation == null || annotation.value(member) == null ? "" : annotation.value(member).asString();
    }
}
