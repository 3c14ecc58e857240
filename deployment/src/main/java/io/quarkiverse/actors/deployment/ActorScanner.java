package io.quarkiverse.actors.deployment;

import static io.quarkiverse.actors.deployment.ActorNames.CONSUME_FROM;
import static io.quarkiverse.actors.deployment.ActorNames.CONSUME_FROM_LIST;
import static io.quarkiverse.actors.deployment.ActorNames.JAKARTA_RESOURCE;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * Finds the methods of an actor, those of superclasses included: superclass first, then in the order of declaration. An
 * overridden method is left out; the one that overrides it is found in its own place, if it is annotated itself.
 */
final class ActorScanner {

    private final JavaTypes types;

    ActorScanner(JavaTypes types) {
        this.types = types;
    }

    ActorDeclaration scan(ClassInfo type, ActorDeclaration.Bean bean) {
        List<MethodDeclaration> methods = new ArrayList<>();
        for (Level level : hierarchy(type)) {
            for (MethodInfo method : level.type.methodsInDeclarationOrder()) {
                // a bridge method carries the annotations of the method that it leads to
                if (method.isConstructor() || method.isStaticInitializer() || method.isSynthetic()) {
                    continue;
                }
                MethodDeclaration declaration = declaration(type, method, level.bindings);
                methods.removeIf(inherited -> isOverridden(inherited, declaration));
                if (isOurs(method)) {
                    methods.add(declaration);
                }
            }
        }
        return new ActorDeclaration(type, bean, List.copyOf(methods));
    }

    /** A class of a hierarchy and what its type variables stand for. */
    private record Level(ClassInfo type, Map<String, Type> bindings) {
    }

    private Deque<Level> hierarchy(ClassInfo type) {
        Deque<Level> levels = new ArrayDeque<>();
        Map<String, Type> bindings = Map.of();
        for (ClassInfo next = type; next != null;) {
            levels.addFirst(new Level(next, bindings));
            if (next.superName() == null || next.superName().equals(DotName.OBJECT_NAME)) {
                break;
            }
            bindings = types.bindingsOfSuperclass(next, bindings);
            next = types.index().getClassByName(next.superName());
        }
        return levels;
    }

    private static MethodDeclaration declaration(ClassInfo actor, MethodInfo method, Map<String, Type> bindings) {
        List<Type> parameters = method.parameterTypes().stream().map(type -> JavaTypes.substitute(type, bindings)).toList();
        return new MethodDeclaration(actor, method, parameters, JavaTypes.substitute(method.returnType(), bindings));
    }

    private static boolean isOverridden(MethodDeclaration inherited, MethodDeclaration by) {
        MethodInfo method = inherited.method();
        if (method.declaringClass().equals(by.method().declaringClass()) || !method.name().equals(by.method().name())
                || !JavaTypes.areSame(inherited.parameters(), by.parameters())
                || Modifier.isPrivate(method.flags()) || Modifier.isStatic(method.flags())) {
            return false;
        }
        return !isPackagePrivate(method) || isSamePackage(method.declaringClass(), by.method().declaringClass());
    }

    static boolean isPackagePrivate(MethodInfo method) {
        return (method.flags() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0;
    }

    static boolean isSamePackage(ClassInfo one, ClassInfo other) {
        return one.name().packagePrefix() == null ? other.name().packagePrefix() == null
                : one.name().packagePrefix().equals(other.name().packagePrefix());
    }

    private static boolean isOurs(MethodInfo method) {
        return ActorNames.ROLES.stream().anyMatch(method::hasDeclaredAnnotation) || method.hasDeclaredAnnotation(CONSUME_FROM)
                || method.hasDeclaredAnnotation(CONSUME_FROM_LIST) || method.hasDeclaredAnnotation(JAKARTA_RESOURCE);
    }
}
