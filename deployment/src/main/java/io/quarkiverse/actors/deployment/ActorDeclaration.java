package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.ACTOR;
import static io.quarkiverse.actors.deployment.ActorNames.DEPENDS_ON;
import static io.quarkiverse.actors.deployment.ActorNames.DEPENDS_ON_LIST;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

/**
 * An actor as its class declares it; nothing is checked yet.
 *
 * @param type the class
 * @param bean what CDI knows of it
 * @param methods the methods that carry an annotation of ours, superclass first, then in the order of declaration
 */
record ActorDeclaration(ClassInfo type, Bean bean, List<MethodDeclaration> methods) {

    /**
     * What CDI knows of an actor.
     *
     * @param id the identifier of the bean
     * @param scope the scope
     * @param injected the classes of the actors that are injected
     * @param keys the types of the keys that are injected
     */
    record Bean(String id, DotName scope, Set<DotName> injected, List<Type> keys) {
    }

    /**
     * A dependency as written in {@code @DependsOn}.
     *
     * @param type the class named
     * @param required whether it is required
     */
    record Declared(DotName type, boolean required) {
    }

    String name() {
        String name = MethodDeclaration.string(type.declaredAnnotation(ACTOR), "name");
        return name.isEmpty() ? type.simpleName() : name;
    }

    boolean autoStart() {
        AnnotationInstance actor = type.declaredAnnotation(ACTOR);
        return !isKeyed() && (actor.value("autoStart") == null || actor.value("autoStart").asBoolean());
    }

    boolean isKeyed() {
        return isKeyed(type);
    }

    /** Whether a class is an actor of which there is an instance for each key. */
    static boolean isKeyed(ClassInfo type) {
        AnnotationInstance actor = type.declaredAnnotation(ACTOR);
        return actor != null && actor.value("keyed") != null && actor.value("keyed").asBoolean();
    }

    /** The type of the keys: the one that is injected, {@code String} if none is. */
    Type keyType() {
        return bean.keys().isEmpty() ? ClassType.create(ActorNames.STRING) : JavaTypes.boxed(bean.keys().get(0));
    }

    String idleTimeout() {
        return MethodDeclaration.string(type.declaredAnnotation(ACTOR), "idleTimeout");
    }

    List<MethodDeclaration> tasks() {
        return methods.stream().filter(MethodDeclaration::isTask).toList();
    }

    /** What {@code @DependsOn} says. */
    List<Declared> declared() {
        AnnotationInstance list = type.declaredAnnotation(DEPENDS_ON_LIST);
        AnnotationInstance single = type.declaredAnnotation(DEPENDS_ON);
        Collection<AnnotationInstance> all = list != null ? List.of(list.value().asNestedArray())
                : Stream.ofNullable(single).toList();
        List<Declared> declared = new ArrayList<>();
        for (AnnotationInstance dependsOn : all) {
            boolean required = dependsOn.value("required") == null || dependsOn.value("required").asBoolean();
            for (Type dependency : dependsOn.value().asClassArray()) {
                declared.add(new Declared(dependency.name(), required));
            }
        }
        return declared;
    }

    /** What the actor depends on, and whether it is required: injected actors, unless {@code @DependsOn} says otherwise. */
    Map<DotName, Boolean> dependencies() {
        Map<DotName, Boolean> dependencies = new LinkedHashMap<>();
        bean.injected().forEach(injected -> dependencies.put(injected, true));
        declared().forEach(declared -> dependencies.put(declared.type(), declared.required()));
        return dependencies;
    }

    ActorError error(ActorProblem problem, Object... values) {
        return problem.at(type.simpleName(), values);
    }
}
