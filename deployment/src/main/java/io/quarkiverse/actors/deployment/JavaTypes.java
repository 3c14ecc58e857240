package io.quarkiverse.actors.deployment;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.jandex.ArrayType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;
import org.jboss.jandex.Type.Kind;
import org.jboss.jandex.WildcardType;

/**
 * The part of Java's type system that Jandex leaves out: supertypes with their arguments, assignability, names for messages.
 * <p>
 * Compares types itself, since {@link Type#equals} also compares type annotations.
 */
final class JavaTypes {

    private static final Set<DotName> SUPERTYPES_OF_ARRAYS = Set.of(DotName.createSimple(Cloneable.class),
            DotName.createSimple(Serializable.class));

    private final IndexView index;

    JavaTypes(IndexView index) {
        this.index = index;
    }

    IndexView index() {
        return index;
    }

    /** Whether a value of one type may be passed where another is asked for; primitives count as their boxes. */
    boolean isAssignable(Type to, Type from) {
        Type target = boxed(upperBound(to));
        Type source = boxed(upperBound(from));
        if (target.kind() == Kind.VOID || source.kind() == Kind.VOID) {
            return false;
        }
        if (target.name().equals(DotName.OBJECT_NAME)) {
            return true;
        }
        return switch (target.kind()) {
            case TYPE_VARIABLE -> target.asTypeVariable().bounds().stream().allMatch(bound -> isAssignable(bound, source));
            case ARRAY -> source.kind() == Kind.ARRAY && isComponentAssignable(component(target), component(source));
            case CLASS -> source.kind() == Kind.ARRAY ? SUPERTYPES_OF_ARRAYS.contains(target.name())
                    : asSuper(source, target.name()) != null;
            case PARAMETERIZED_TYPE -> isParameterizedAssignable(target.asParameterizedType(), source);
            default -> false;
        };
    }

    /**
     * A type seen as one of its supertypes.
     *
     * @return the supertype with the type arguments it has for {@code type}; null if it is none
     */
    Type asSuper(Type type, DotName supertype) {
        Set<DotName> seen = new HashSet<>();
        Deque<Type> queue = new ArrayDeque<>(List.of(type));
        while (!queue.isEmpty()) {
            Type next = queue.remove();
            if (next.kind() == Kind.TYPE_VARIABLE) {
                queue.addAll(next.asTypeVariable().bounds());
            } else if (next.kind() == Kind.WILDCARD_TYPE) {
                queue.add(next.asWildcardType().extendsBound());
            } else if (next.name().equals(supertype)) {
                return next;
            } else if (isClass(next) && seen.add(next.name())) {
                queue.addAll(directSupertypes(next));
            }
        }
        return null;
    }

    /** What the type variables of a superclass stand for, given what those of the class stand for. */
    Map<String, Type> bindingsOfSuperclass(ClassInfo type, Map<String, Type> bindings) {
        return bindings(substitute(type.superClassType(), bindings));
    }

    /** Replaces type variables; those without a binding stay. */
    static Type substitute(Type type, Map<String, Type> bindings) {
        if (bindings.isEmpty()) {
            return type;
        }
        return switch (type.kind()) {
            case TYPE_VARIABLE -> bindings.getOrDefault(type.asTypeVariable().identifier(), type);
            case TYPE_VARIABLE_REFERENCE -> bindings.getOrDefault(type.asTypeVariableReference().identifier(), type);
            case UNRESOLVED_TYPE_VARIABLE -> bindings.getOrDefault(type.asUnresolvedTypeVariable().identifier(), type);
            case ARRAY -> ArrayType.create(substitute(type.asArrayType().constituent(), bindings),
                    type.asArrayType().dimensions());
            case PARAMETERIZED_TYPE -> ParameterizedType.create(type.name(), type.asParameterizedType().arguments().stream()
                    .map(argument -> substitute(argument, bindings)).toArray(Type[]::new));
            case WILDCARD_TYPE -> substituteBound(type.asWildcardType(), bindings);
            default -> type;
        };
    }

    /** The argument of a type with one argument; {@code Object} for a raw type. */
    static Type onlyArgument(Type type) {
        return type.kind() == Kind.PARAMETERIZED_TYPE ? upperBound(type.asParameterizedType().arguments().get(0))
                : Type.create(DotName.OBJECT_NAME, Kind.CLASS);
    }

    static Type boxed(Type type) {
        return type.kind() == Kind.PRIMITIVE ? PrimitiveType.box(type.asPrimitiveType()) : type;
    }

    static boolean isVoid(Type type) {
        return type.kind() == Kind.VOID || type.name().equals(ActorNames.VOID);
    }

    /** Whether two types are the same to Java, whatever their type annotations. */
    static boolean isSame(Type one, Type other) {
        if (one.kind() != other.kind()) {
            return false;
        }
        return switch (one.kind()) {
            case ARRAY -> one.asArrayType().dimensions() == other.asArrayType().dimensions()
                    && isSame(one.asArrayType().constituent(), other.asArrayType().constituent());
            case PARAMETERIZED_TYPE -> one.name().equals(other.name())
                    && areSame(one.asParameterizedType().arguments(), other.asParameterizedType().arguments());
            default -> render(one).equals(render(other)) && one.name().equals(other.name());
        };
    }

    static boolean areSame(List<Type> ones, List<Type> others) {
        if (ones.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < ones.size(); i++) {
            if (!isSame(ones.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A type as source code names it, without packages. */
    static String render(Type type) {
        return switch (type.kind()) {
            case ARRAY -> render(type.asArrayType().constituent()) + "[]".repeat(type.asArrayType().dimensions());
            case PARAMETERIZED_TYPE ->
                simpleName(type.name()) + "<" + render(type.asParameterizedType().arguments(), ", ") + ">";
            case TYPE_VARIABLE -> type.asTypeVariable().identifier();
            case TYPE_VARIABLE_REFERENCE -> type.asTypeVariableReference().identifier();
            case UNRESOLVED_TYPE_VARIABLE -> type.asUnresolvedTypeVariable().identifier();
            case WILDCARD_TYPE -> renderWildcard(type.asWildcardType());
            default -> simpleName(type.name());
        };
    }

    static String render(List<Type> types, String separator) {
        return types.stream().map(JavaTypes::render).collect(Collectors.joining(separator));
    }

    static String simpleName(DotName name) {
        String text = name.toString();
        return text.substring(Math.max(text.lastIndexOf('.'), text.lastIndexOf('$')) + 1);
    }

    private boolean isParameterizedAssignable(ParameterizedType to, Type from) {
        Type found = from.kind() == Kind.ARRAY ? null : asSuper(from, to.name());
        if (found == null) {
            return false;
        }
        if (found.kind() != Kind.PARAMETERIZED_TYPE) {
            return true; // raw: Java warns, and so does the compiler of the class in question
        }
        List<Type> arguments = found.asParameterizedType().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            if (!isContained(to.arguments().get(i), arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a type argument contains another one, JLS 4.5.1; a type variable of the method is inferred. */
    private boolean isContained(Type to, Type from) {
        if (to.kind() == Kind.WILDCARD_TYPE) {
            Type lower = to.asWildcardType().superBound();
            if (lower == null) {
                return isAssignable(to, from);
            }
            Type least = from.kind() == Kind.WILDCARD_TYPE ? from.asWildcardType().superBound() : from;
            return least != null && isAssignable(least, lower);
        }
        return isVariable(to) || isSame(to, from);
    }

    private boolean isComponentAssignable(Type to, Type from) {
        if (to.kind() == Kind.PRIMITIVE || from.kind() == Kind.PRIMITIVE) {
            return isSame(to, from);
        }
        return isAssignable(to, from);
    }

    private List<Type> directSupertypes(Type type) {
        ClassInfo info = index.getClassByName(type.name());
        if (info == null) {
            return List.of();
        }
        Map<String, Type> bindings = bindings(type);
        Deque<Type> supertypes = new ArrayDeque<>();
        if (info.superClassType() != null) {
            supertypes.add(substitute(info.superClassType(), bindings));
        }
        info.interfaceTypes().forEach(supertype -> supertypes.add(substitute(supertype, bindings)));
        return List.copyOf(supertypes);
    }

    private Map<String, Type> bindings(Type type) {
        ClassInfo info = index.getClassByName(type.name());
        if (info == null || type.kind() != Kind.PARAMETERIZED_TYPE) {
            return Map.of();
        }
        Map<String, Type> bindings = new HashMap<>();
        List<Type> arguments = type.asParameterizedType().arguments();
        for (int i = 0; i < Math.min(arguments.size(), info.typeParameters().size()); i++) {
            bindings.put(info.typeParameters().get(i).identifier(), arguments.get(i));
        }
        return bindings;
    }

    private static Type substituteBound(WildcardType wildcard, Map<String, Type> bindings) {
        return wildcard.superBound() != null
                ? WildcardType.createLowerBound(substitute(wildcard.superBound(), bindings))
                : WildcardType.createUpperBound(substitute(wildcard.extendsBound(), bindings));
    }

    private static Type component(Type array) {
        return array.asArrayType().componentType();
    }

    static Type upperBound(Type type) {
        return type.kind() == Kind.WILDCARD_TYPE ? type.asWildcardType().extendsBound() : type;
    }

    private static boolean isClass(Type type) {
        return type.kind() == Kind.CLASS || type.kind() == Kind.PARAMETERIZED_TYPE;
    }

    private static boolean isVariable(Type type) {
        return type.kind() == Kind.TYPE_VARIABLE || type.kind() == Kind.TYPE_VARIABLE_REFERENCE
                || type.kind() == Kind.UNRESOLVED_TYPE_VARIABLE;
    }

    private static String renderWildcard(WildcardType wildcard) {
        if (wildcard.superBound() != null) {
            return "? super " + render(wildcard.superBound());
        }
        boolean unbounded = wildcard.extendsBound().name().equals(DotName.OBJECT_NAME);
        return unbounded ? "?" : "? extends " + render(wildcard.extendsBound());
    }
}
