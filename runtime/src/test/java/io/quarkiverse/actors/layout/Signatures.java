package io.quarkiverse.actors.layout;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything of a package that other code can be compiled against, one line each. */
final class Signatures {

    private final List<String> lines = new ArrayList<>();

    private Signatures() {
    }

    static List<String> of(Path classes, String packageName) throws IOException {
        Signatures signatures = new Signatures();
        try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".class"))
                    .filter(name -> !name.equals("package-info.class"))
                    .map(name -> packageName + "." + name.substring(0, name.length() - ".class".length())).sorted()
                    .map(Signatures::load).filter(type -> isVisible(type.getModifiers())).forEach(signatures::add);
        }
        return signatures.lines;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Signatures.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Class<?> type) {
        String parents = Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()))
                .map(Type::getTypeName).collect(Collectors.joining(", "));
        lines.add(type.toGenericString() + (parents.isEmpty() ? "" : " : " + parents) + annotations(type));
        Stream<String> fields = Stream.of(type.getDeclaredFields()).filter(field -> isVisible(field.getModifiers()))
                .map(Field::toGenericString);
        Stream<String> constructors = Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> isVisible(constructor.getModifiers())).map(Constructor::toGenericString);
        Stream<String> methods = Stream.of(type.getDeclaredMethods())
                .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic())
                .map(method -> method.toGenericString() + defaultOf(method));
        Stream.of(fields, constructors, methods).flatMap(members -> members.sorted())
                .forEach(member -> lines.add("    " + member));
        lines.add("");
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String defaultOf(Method method) {
        Object value = method.getDefaultValue();
        if (value == null) {
            return "";
        }
        return " default " + (value instanceof Object[] values ? Arrays.toString(values)
                : value instanceof String text ? '"' + text + '"' : value);
    }

    /** Targets, retention and the like: they decide where an annotation can be written. */
    private static String annotations(AnnotatedElement element) {
        return Stream.of(element.getDeclaredAnnotations()).map(Object::toString).sorted().map(text -> " " + text)
                .collect(Collectors.joining());
    }
}
