package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.CONSUME_FROM;
import static io.quarkiverse.actors.deployment.ActorNames.CONSUME_FROM_LIST;
import static io.quarkiverse.actors.deployment.ActorNames.GUARD;
import static io.quarkiverse.actors.deployment.ActorNames.LIST;
import static io.quarkiverse.actors.deployment.ActorNames.MULTI;
import static io.quarkiverse.actors.deployment.ActorNames.RESOURCE;
import static io.quarkiverse.actors.deployment.ActorNames.TASK;

import java.util.List;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.actors.ActorState;
import io.quarkiverse.actors.Overflow;
import io.quarkiverse.actors.runtime.model.ScheduleModel;

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
    record Input(DotName actor, String task, int buffer, Overflow overflow, int batchSize, String batchTimeout) {

        private static Input of(AnnotationInstance input) {
            return new Input(input.value().asClass().name(), string(input, "task"), integer(input, "buffer", 256),
                    Overflow.valueOf(constant(input, "overflow", Overflow.BACKPRESSURE)), integer(input, "batchSize", 0),
                    string(input, "batchTimeout"));
        }

        boolean isBatch() {
            return batchSize != 0;
        }
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

    /** Whether the method takes a whole stream. */
    boolean takesMulti() {
        return isConsumer() && isOnlyParameter(MULTI);
    }

    /** Whether the method takes items in batches. */
    boolean takesBatches() {
        return isOnlyParameter(LIST) && inputs().stream().anyMatch(Input::isBatch);
    }

    /** What the only parameter of a consumer says of a single item. */
    Type takenItem() {
        Type parameter = parameters.get(0);
        return takesMulti() || takesBatches() ? JavaTypes.onlyArgument(parameter) : parameter;
    }

    private boolean isOnlyParameter(DotName type) {
        return parameters.size() == 1 && parameters.get(0).name().equals(type);
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
        String name = string(task(), "name");
        return name.isEmpty() ? method.name() : name;
    }

    ScheduleModel schedule() {
        return new ScheduleModel(string(task(), "every"), string(task(), "cron"), string(task(), "timeZone"),
                string(task(), "delayed"));
    }

    ActorState whileIn() {
        return ActorState.valueOf(constant(task(), "whileIn", ActorState.RUNNING));
    }

    /** Whether the method itself says in which state the task runs. */
    boolean saysWhileIn() {
        return task().value("whileIn") != null;
    }

    int concurrency() {
        return integer(task(), "concurrency", 1);
    }

    String timeout() {
        return string(task(), "timeout");
    }

    String stallTimeout() {
        return string(task(), "stallTimeout");
    }

    private AnnotationInstance task() {
        return method.declaredAnnotation(TASK);
    }

    List<Input> inputs() {
        AnnotationInstance list = method.declaredAnnotation(CONSUME_FROM_LIST);
        AnnotationInstance single = method.declaredAnnotation(CONSUME_FROM);
        Stream<AnnotationInstance> all = list != null ? Stream.of(list.value().asNestedArray()) : Stream.ofNullable(single);
        return all.map(Input::of).toList();
    }

    /** The method as messages name it: {@code LogEncryption#encrypt(String)}. */
    String label() {
        String label = actor.simpleName() + "#" + method.name() + "(" + JavaTypes.render(parameters, ", ") + ")";
        ClassInfo declaring = method.declaringClass();
        return declaring.name().equals(actor.name()) ? label : label + ", declared in " + declaring.simpleName() + ",";
    }

    /** An error whose subject is this method. */
    ActorError error(ActorProblem problem, Object... values) {
        return problem.at(actor.simpleName(), Stream.concat(Stream.of(label()), Stream.of(values)).toArray());
    }

    static String string(AnnotationInstance annotation, String member) {
        return annotation == null || annotation.value(member) == null ? "" : annotation.value(member).asString();
    }

    private static int integer(AnnotationInstance annotation, String member, int absent) {
        return annotation.value(member) == null ? absent : annotation.value(member).asInt();
    }

    private static String constant(AnnotationInstance annotation, String member, Enum<?> absent) {
        return annotation.value(member) == null ? absent.name() : annotation.value(member).asEnum();
    }
}
